package dev.tollgate.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.core.counter.CounterState;
import dev.tollgate.core.limit.Decision;
import dev.tollgate.core.limit.Settlement;
import dev.tollgate.core.quota.Amounts;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.Limits;
import dev.tollgate.core.quota.Quota;
import dev.tollgate.core.quota.WindowLength;
import dev.tollgate.core.quota.WindowUnit;
import dev.tollgate.core.usage.Estimate;
import dev.tollgate.core.usage.Usage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** However many threads ask, exactly the calls are admitted that fit. A seed gives the limits and the size of a call. */
@ExtendWith(DynamoDbLocalServer.class)
@Timeout(180)
class ExactnessTest {
    private static final int THREADS = 64;
    private static final int TRIES = 2_000;

    private final DynamoDbClient client;

    ExactnessTest(DynamoDbClient client) {
        this.client = client;
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 20);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void asManyCallsAreAdmitted_asFit(long seed) throws Exception {
        var random = new Random(seed);
        var call = call(random);

        assertThatAsManyAreAdmittedAsFit(seed, call, new Limits(quotas(random, call), 0, 1));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {21, 22})
    void asManyCallsAreAdmitted_asFitIntoTheShards(long seed) throws Exception {
        var random = new Random(seed);
        var call = call(random);

        var limits = new Limits(quotas(random, call), 0, 4);

        assertThat(limits.quotas())
                .allSatisfy(quota -> assertThat(limits.shardsOf(quota).count()).isEqualTo(4));
        assertThatAsManyAreAdmittedAsFit(seed, call, limits);
    }

    @Test
    void asManyCallsAreInFlight_asMayBe_andNeverMore() throws Exception {
        var mayBeInFlight = 10;
        var quota = new Quota(Gate.MINUTE, Map.of(Dimension.REQUEST_COUNT, 100L));
        var inFlight = new AtomicInteger();
        var most = new AtomicInteger();
        var asManyAsMayBe = new CountDownLatch(mayBeInFlight);

        var gate = admitAll(new Limits(List.of(quota), mayBeInFlight, 1), Estimate.NO_TOKENS, () -> {
            most.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
            asManyAsMayBe.countDown();
            asManyAsMayBe.await();
            inFlight.decrementAndGet();
        });

        assertThat(most).hasValue(mayBeInFlight);
        assertThat(gate.counted(quota)).isEqualTo(Outcomes.used(100, Amounts.ONE_REQUEST));
        assertThat(gate.counted(gate.owner().limits().counted().getFirst())).isEqualTo(CounterState.EMPTY);
    }

    private void assertThatAsManyAreAdmittedAsFit(long seed, Estimate call, Limits limits) throws Exception {
        var amounts = Gate.TARIFF.most(call);
        var fitting = limits.quotas().stream()
                .mapToLong(quota -> fitting(limits, quota, amounts))
                .min()
                .orElseThrow();
        var admitted = new AtomicInteger();

        var gate = admitAll(limits, call, admitted::incrementAndGet);

        assertThat(admitted).as("seed %d: %s in %s", seed, call, limits).hasValue((int) fitting);
        assertThat(limits.quotas())
                .allSatisfy(quota -> assertThat(gate.counted(quota)).isEqualTo(Outcomes.used(fitting, amounts)));
    }

    /** Every thread tries to call so often, and settles with all that the call could have used. */
    private Gate admitAll(Limits limits, Estimate call, Threads.Task whileInFlight) throws Exception {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var gate = Gate.of(client, limits).another(client, executor);
            Threads.each(THREADS, TRIES, () -> {
                switch (gate.reserve(call)) {
                    case Decision.Admitted admitted -> {
                        whileInFlight.run();
                        assertThat(admitted.reservation().settle(Usage.ofReservation(call)))
                                .isEqualTo(Settlement.DONE);
                    }
                    case Decision.Refused _ -> {}
                    case Decision.Undecided(var cause) -> throw cause;
                }
            });
            return gate;
        }
    }

    private static Estimate call(Random random) {
        return new Estimate(200_000 + random.nextInt(200_000), 200_000 + random.nextInt(200_000));
    }

    /** Windows of different lengths, in each of which some dimensions have room for 50 to 150 calls and part of one. */
    private static List<Quota> quotas(Random random, Estimate call) {
        var amounts = Gate.TARIFF.most(call);
        var units = new ArrayList<>(List.of(WindowUnit.MINUTE, WindowUnit.HOUR, WindowUnit.DAY));
        Collections.shuffle(units, random);
        return units.subList(0, 1 + random.nextInt(units.size())).stream()
                .map(unit -> new Quota(new WindowLength(1, unit), limits(random, amounts)))
                .toList();
    }

    private static Map<Dimension, Long> limits(Random random, Amounts call) {
        var dimensions = new ArrayList<>(List.of(Dimension.values()));
        Collections.shuffle(dimensions, random);
        var limits = new EnumMap<Dimension, Long>(Dimension.class);
        for (var dimension : dimensions.subList(0, 1 + random.nextInt(dimensions.size()))) {
            var amount = call.of(dimension);
            limits.put(dimension, amount * (50 + random.nextInt(100)) + random.nextLong(amount));
        }
        return limits;
    }

    private static long fitting(Limits limits, Quota quota, Amounts call) {
        var shards = limits.shardsOf(quota);
        return IntStream.range(0, shards.count())
                .mapToLong(shard -> shards.share(quota, shard).entrySet().stream()
                        .mapToLong(limit -> limit.getValue() / call.of(limit.getKey()))
                        .min()
                        .orElseThrow())
                .sum();
    }
}
