package dev.tollgate.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.core.counter.CounterKey;
import dev.tollgate.core.counter.CounterState;
import dev.tollgate.core.counter.Counters;
import dev.tollgate.core.counter.Lease;
import dev.tollgate.core.counter.LeaseId;
import dev.tollgate.core.counter.Owner;
import dev.tollgate.core.counter.ReserveOutcome;
import dev.tollgate.core.quota.Amounts;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.WindowLength;
import dev.tollgate.core.quota.WindowUnit;
import dev.tollgate.testkit.InMemoryCounters;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Random operations, repeated and late ones among them, on DynamoDB and in memory: whatever is answered and whatever is
 * counted is the same. The seed is the test's name; give another one to try more.
 */
@ExtendWith(DynamoDbLocalServer.class)
class RandomOperationsTest {
    private static final String TABLE = "random-operations";
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:30Z");
    private static final int OPERATIONS = 400;
    private static final int WINDOWS = 3;

    private final Counters stored;
    private final Counters model = new InMemoryCounters();
    private final String owner = UUID.randomUUID().toString();
    private final List<Lease> leases = new ArrayList<>();

    RandomOperationsTest(DynamoDbClient client) {
        Tables.createCounters(client, TABLE);
        stored = new DynamoCounters(client, TABLE);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void everyOperation_answersAndCountsAsInMemory(long seed) {
        var random = new Random(seed);
        for (var i = 0; i < OPERATIONS; i++) {
            var key = key(random.nextInt(WINDOWS));
            var lease = lease(random);
            switch (random.nextInt(8)) {
                case 0, 1, 2, 3 -> {
                    var limits = limits(random);
                    assertThat(comparable(stored.reserve(key, lease, limits)))
                            .as("reserve %d", i)
                            .isEqualTo(comparable(model.reserve(key, lease, limits)));
                }
                case 4, 5 -> {
                    var used = amounts(random, 400);
                    assertThat(stored.settle(key, lease, used))
                            .as("settle %d", i)
                            .isEqualTo(model.settle(key, lease, used));
                }
                case 6 ->
                    assertThat(stored.release(key, lease)).as("release %d", i).isEqualTo(model.release(key, lease));
                default ->
                    assertThat(stored.expire(key, lease)).as("expire %d", i).isEqualTo(model.expire(key, lease));
            }
            assertThat(stored.read(key).map(RandomOperationsTest::sorted))
                    .as("state after %d", i)
                    .isEqualTo(model.read(key).map(RandomOperationsTest::sorted));
        }
    }

    /** Half of the time one that was used before: a repetition, a late settlement, or an ending of nothing. */
    private Lease lease(Random random) {
        if (leases.isEmpty() || random.nextBoolean()) {
            leases.add(new Lease(LeaseId.next(random), NOW.plusSeconds(random.nextInt(900)), amounts(random, 200)));
            return leases.getLast();
        }
        return leases.get(leases.size() - 1 - random.nextInt(Math.min(8, leases.size())));
    }

    private static Amounts amounts(Random random, int most) {
        var prompt = random.nextInt(most);
        var completion = random.nextInt(most);
        return new Amounts(1, prompt, completion, prompt + completion);
    }

    private static Map<Dimension, Long> limits(Random random) {
        var limits = new EnumMap<Dimension, Long>(Dimension.class);
        for (var dimension : Dimension.values()) {
            if (random.nextBoolean()) {
                limits.put(
                        dimension, dimension == Dimension.REQUEST_COUNT ? random.nextLong(20) : random.nextLong(4_000));
            }
        }
        return limits;
    }

    private CounterKey key(int window) {
        var start = NOW.plusSeconds(60L * window);
        return new CounterKey(new Owner.OfSubscription(owner), new WindowLength(1, WindowUnit.MINUTE).windowAt(start));
    }

    private static Object comparable(ReserveOutcome outcome) {
        return List.of(outcome.getClass(), sorted(outcome.state()));
    }

    private static CounterState sorted(CounterState state) {
        return new CounterState(
                state.committed(),
                state.used(),
                state.assumed(),
                state.leases().stream()
                        .sorted(Comparator.comparing(lease -> lease.id().text()))
                        .toList());
    }
}
