package dev.tollgate.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.core.counter.CorrectionId;
import dev.tollgate.core.counter.CorrectionOutcome;
import dev.tollgate.core.counter.CounterKey;
import dev.tollgate.core.counter.Credits;
import dev.tollgate.core.counter.Lease;
import dev.tollgate.core.counter.LeaseId;
import dev.tollgate.core.counter.Owner;
import dev.tollgate.core.counter.ReserveOutcome;
import dev.tollgate.core.limit.Decision;
import dev.tollgate.core.quota.Amounts;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.Limits;
import dev.tollgate.core.quota.Quota;
import dev.tollgate.core.report.Corrected;
import dev.tollgate.core.report.LimitedOwner;
import dev.tollgate.core.report.WindowCorrections;
import dev.tollgate.core.usage.Estimate;
import dev.tollgate.core.usage.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Corrections while calls run: what is let in is the limit and what was granted, to the last token. */
@ExtendWith(DynamoDbLocalServer.class)
@Timeout(60)
class CorrectionsExactnessTest {
    private static final int THREADS = 8;
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:30Z");
    private static final Amounts RESERVED = new Amounts(1, 40, 60, 100, 1_000);
    private static final Amounts GRANTED = new Amounts(3, 0, 0, 300, 0);
    private static final Map<Dimension, Long> LIMITS =
            Map.of(Dimension.REQUEST_COUNT, 20L, Dimension.TOTAL_TOKEN_COUNT, 1_500L);

    private final CounterKey key =
            new CounterKey(new Owner.OfSubscription(UUID.randomUUID().toString()), Gate.MINUTE.windowAt(NOW));
    private final LostReplies replies = new LostReplies();
    private final DynamoDbClient losing = DynamoDbLocalServer.client(replies);
    private final DynamoCounters counters;
    private final DynamoCorrections corrections;
    private final DynamoDbClient client;

    CorrectionsExactnessTest(DynamoDbClient client) {
        this.client = client;
        counters = new DynamoCounters(client, DynamoDbLocalServer.COUNTERS);
        corrections = new DynamoCorrections(losing, DynamoDbLocalServer.COUNTERS);
    }

    /** Every correction is sent twice, by whatever threads, and every other reply to one is lost. */
    @RepeatedTest(5)
    void noLimitIsExceeded_andNothingForgotten_whileThreadsCorrectAndCall() throws Exception {
        var turns = new AtomicInteger();
        var used = new AtomicReference<>(Amounts.NONE);

        Threads.each(THREADS, 60, () -> {
            var turn = turns.getAndIncrement();
            if (turn % 20 == 0) {
                replies.lose(turn / 20 % 2);
                correct(turn / 40);
            }
            used.accumulateAndGet(call(), Amounts::plus);
        });

        var state = counters.read(key).orElseThrow();
        assertThat(state.used()).isEqualTo(used.get());
        assertThat(state.leases()).isEmpty();
        assertThat(state.credits().granted()).isEqualTo(Amounts.of(dimension -> 6 * GRANTED.of(dimension)));
        LIMITS.forEach(
                (dimension, limit) -> assertThat(state.charged(dimension)).isLessThanOrEqualTo(limit));
        var reset = corrections.reset(key, new CorrectionId("the-last-one")).state();
        assertThat(reset.credits().forgiven()).isEqualTo(used.get());
    }

    @Test
    void aResetByManyThreads_forgivesOnce() throws Exception {
        for (var i = 0; i < 10; i++) {
            settle(reserve().lease(), RESERVED);
        }
        var turns = new AtomicInteger();

        Threads.each(THREADS, 2, () -> {
            var id = new CorrectionId("correction-" + turns.getAndIncrement() % 12);
            assertThat(corrections.reset(key, id)).isInstanceOf(CorrectionOutcome.Applied.class);
        });

        var all = Amounts.of(dimension -> 10 * RESERVED.of(dimension));
        assertThat(counters.read(key).orElseThrow().credits()).isEqualTo(new Credits(all, Amounts.NONE));
    }

    @Test
    void aCorrection_isInTheCounterOnce_whereAllItsRepliesButTheLastAreLost() {
        settle(reserve().lease(), RESERVED);

        replies.loseAfter(1, 2);
        assertThat(corrections.reset(key, new CorrectionId("reset-it")).state().credits())
                .isEqualTo(new Credits(RESERVED, Amounts.NONE));
        replies.lose(2);
        assertThat(corrections
                        .topUp(key, new CorrectionId("top-it-up"), GRANTED)
                        .state()
                        .credits())
                .isEqualTo(new Credits(RESERVED, GRANTED));
    }

    /** Each gate is a process that has seen no refusal yet. */
    @Test
    void asManyCallsAreAdmitted_asFitIntoTheShards_andTheirPartsOfAGrant() {
        var quota = new Quota(Gate.MINUTE, Map.of(Dimension.REQUEST_COUNT, 100L));
        var gate = Gate.of(client, new Limits(List.of(quota), 0, 4));
        var owner = new LimitedOwner(gate.owner().owner(), gate.owner().limits());
        var window = Gate.MINUTE.windowAt(gate.clock().instant());
        var operator = new WindowCorrections(corrections, gate.clock());
        assertThat(admitAll(gate)).isEqualTo(100);

        var toppedUp = operator.topUp(owner, window, new CorrectionId("top-it-up"), new Amounts(10, 0, 0, 0, 0));
        assertThat(toppedUp).isInstanceOf(Corrected.Done.class);
        assertThat(admitAll(gate.another(client, Runnable::run))).isEqualTo(10);

        operator.reset(owner, window, new CorrectionId("reset-it"));
        assertThat(admitAll(gate.another(client, Runnable::run))).isEqualTo(110);
        assertThat(gate.counted(quota).used().requestCount()).isEqualTo(220);
    }

    private static int admitAll(Gate gate) {
        var call = new Estimate(0, 0);
        var admitted = 0;
        while (gate.reserve(call) instanceof Decision.Admitted decision) {
            decision.reservation().settle(Usage.ofReservation(call));
            admitted++;
        }
        return admitted;
    }

    private void correct(int number) {
        var id = new CorrectionId("correction-" + number);
        var outcome = number % 2 == 0 ? corrections.topUp(key, id, GRANTED) : corrections.reset(key, id);
        assertThat(outcome).isInstanceOf(CorrectionOutcome.Applied.class);
    }

    /** What it used. */
    private Amounts call() {
        var reserved = reserve();
        if (reserved.outcome() instanceof ReserveOutcome.Refused) {
            return Amounts.NONE;
        }
        LIMITS.forEach((dimension, limit) ->
                assertThat(reserved.outcome().state().charged(dimension)).isLessThanOrEqualTo(limit));
        if (ThreadLocalRandom.current().nextInt(4) == 0) {
            assertThat(counters.release(key, reserved.lease())).isTrue();
            return Amounts.NONE;
        }
        var completion = ThreadLocalRandom.current().nextLong(60);
        return settle(reserved.lease(), new Amounts(1, 40, completion, 40 + completion, 10 * (40 + completion)));
    }

    private record Reserved(Lease lease, ReserveOutcome outcome) {}

    private Reserved reserve() {
        var lease = new Lease(LeaseId.next(ThreadLocalRandom.current()), NOW.plus(Duration.ofMinutes(16)), RESERVED);
        return new Reserved(lease, counters.reserve(key, lease, LIMITS));
    }

    private Amounts settle(Lease lease, Amounts used) {
        assertThat(counters.settle(key, lease, used)).isTrue();
        return used;
    }
}
