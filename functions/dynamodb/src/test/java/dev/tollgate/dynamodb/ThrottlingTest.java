package dev.tollgate.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.core.counter.CounterState;
import dev.tollgate.core.limit.Decision;
import dev.tollgate.core.limit.Settlement;
import dev.tollgate.core.quota.Amounts;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.Limits;
import dev.tollgate.core.quota.OnStoreFailure;
import dev.tollgate.core.quota.Quota;
import dev.tollgate.core.store.StoreException;
import dev.tollgate.core.usage.Estimate;
import dev.tollgate.core.usage.Usage;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A store that says that too much is asked of it has done nothing, and is asked again. */
@ExtendWith(DynamoDbLocalServer.class)
@Timeout(60)
class ThrottlingTest {
    private static final int PROCESSES = 8;
    private static final int CALLS = 2_000;
    private static final int TRIES_OF_A_CALLER = 3;
    private static final int PERCENT_THROTTLED = 30;

    private static final Estimate CALL = new Estimate(20, 30);
    private static final Amounts RESERVED = Gate.TARIFF.most(CALL);
    private static final Quota QUOTA = new Quota(Gate.MINUTE, Map.of(Dimension.TOTAL_TOKEN_COUNT, 1_000_000L));

    private final DynamoDbClient calm;

    ThrottlingTest(DynamoDbClient calm) {
        this.calm = calm;
    }

    /** Each process draws from a seed of its own, and does one thing after the other: so a run can be repeated. */
    @Test
    void almostAllAreDecided_andAllAreSettled_whileThreeInTenAttemptsAreThrottled() throws Exception {
        var gate = Gate.of(calm, Limits.of(QUOTA));
        var seed = new AtomicLong();
        var atFirst = new AtomicInteger();
        var decided = new AtomicInteger();
        Threads.each(PROCESSES, 1, () -> {
            var random = new Random(seed.incrementAndGet());
            var process = gate.another(throttled(random), Runnable::run);
            for (var i = 0; i < CALLS / PROCESSES; i++) {
                var tries = triesUntilSettled(process);
                atFirst.addAndGet(tries == 1 ? 1 : 0);
                decided.addAndGet(tries <= TRIES_OF_A_CALLER ? 1 : 0);
            }
        });

        assertThat(decided)
                .as("seeds 1 to %d; %.2f %% at the first try", PROCESSES, 100.0 * atFirst.get() / CALLS)
                .hasValueGreaterThanOrEqualTo(CALLS * 999 / 1_000);
        assertThat(gate.counted(QUOTA)).isEqualTo(Outcomes.used(decided.get(), RESERVED));
    }

    @Test
    void reserve_isThrottled_whenEveryAttemptIs_andIsNotLetThrough() {
        var gate = Gate.of(calm, Limits.of(QUOTA), OnStoreFailure.ALLOW);
        var process = gate.another(DynamoDbLocalServer.client(new Throttling(() -> true)), Runnable::run);

        assertThat(process.reserve(CALL))
                .isInstanceOfSatisfying(
                        Decision.Undecided.class,
                        undecided -> assertThat(undecided.cause()).isInstanceOf(StoreException.Throttled.class));
        assertThat(gate.counted(QUOTA)).isEqualTo(CounterState.EMPTY);
    }

    /** The SDK reports the last attempt alone. */
    @Test
    void reserve_isUnknown_whenAReplyWasLostBeforeTheThrottling() {
        var replies = new LostReplies();
        var throttling = new Throttling(List.of(false, true, true, false).iterator()::next);
        var gate = Gate.of(calm, Limits.of(QUOTA));
        var process = gate.another(DynamoDbLocalServer.client(replies, throttling), Runnable::run);

        replies.lose(1);

        assertThat(process.reserve(CALL))
                .isInstanceOfSatisfying(
                        Decision.Undecided.class,
                        undecided -> assertThat(undecided.cause()).isInstanceOf(StoreException.Unknown.class));
        assertThat(gate.counted(QUOTA)).isEqualTo(CounterState.EMPTY);
    }

    /** The headers say that it was done; what is missing is the rest. */
    @Test
    void reserve_isUnknown_whenAReplyWasCutOffBeforeTheThrottling() {
        var throttling = new Throttling(List.of(false, true, true, false).iterator()::next);
        var gate = Gate.of(calm, Limits.of(QUOTA));
        var process = gate.another(DynamoDbLocalServer.client(new CutReply(), throttling), Runnable::run);

        assertThat(process.reserve(CALL))
                .isInstanceOfSatisfying(
                        Decision.Undecided.class,
                        undecided -> assertThat(undecided.cause()).isInstanceOf(StoreException.Unknown.class));
        assertThat(gate.counted(QUOTA)).isEqualTo(CounterState.EMPTY);
    }

    private static DynamoDbClient throttled(Random random) {
        return DynamoDbLocalServer.client(new Throttling(() -> random.nextInt(100) < PERCENT_THROTTLED));
    }

    /** How often a caller asked until the call was admitted; one more than it may where it never was. */
    private static int triesUntilSettled(Gate process) {
        for (var tries = 1; tries <= TRIES_OF_A_CALLER; tries++) {
            if (process.reserve(CALL) instanceof Decision.Admitted admitted) {
                assertThat(admitted.reservation().settle(Usage.ofReservation(CALL)))
                        .isEqualTo(Settlement.DONE);
                return tries;
            }
        }
        return TRIES_OF_A_CALLER + 1;
    }
}
