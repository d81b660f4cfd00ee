package dev.tollgate.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.core.limit.Decision;
import dev.tollgate.core.limit.Settlement;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.Limits;
import dev.tollgate.core.quota.Quota;
import dev.tollgate.core.usage.Estimate;
import dev.tollgate.core.usage.Usage;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A window that is used up costs next to nothing, however often it is asked. The clock stands still here: once a minute the
 * counter is asked all the same, in case an operator has corrected it.
 */
@ExtendWith(DynamoDbLocalServer.class)
@Timeout(60)
class UsedUpTest {
    private static final int THREADS = 32;
    private static final Estimate CALL = new Estimate(20, 30);

    private final Requests requests = new Requests();

    @Test
    void tenThousandCalls_costAtMostAHundredWrites_whenTheWindowIsUsedUp() throws Exception {
        var gate = Gate.of(DynamoDbLocalServer.client(requests), limit(1));
        assertThat(callAndSettle(gate)).isTrue();
        var before = requests.toReserve();
        var calls = new AtomicInteger(10_000);

        Threads.each(THREADS, 1, () -> {
            while (calls.decrementAndGet() >= 0) {
                assertThat(gate.reserve(CALL)).isInstanceOf(Decision.Refused.class);
            }
        });

        assertThat(requests.toReserve() - before).isBetween(1L, 100L);
        assertThat(requests.toEnd()).isEqualTo(1);
    }

    @Test
    void threeTimesAsManyCallsAsFit_costAtMostFourWritesInTen() throws Exception {
        var fitting = 500;
        var gate = Gate.of(DynamoDbLocalServer.client(requests), limit(fitting));
        var calls = new AtomicInteger(3 * fitting);
        var admitted = new AtomicInteger();

        Threads.each(THREADS, 1, () -> {
            while (calls.decrementAndGet() >= 0) {
                admitted.addAndGet(callAndSettle(gate) ? 1 : 0);
            }
        });

        assertThat(admitted).hasValue(fitting);
        assertThat(requests.toReserve() / (3.0 * fitting))
                .as("writes a decision")
                .isLessThanOrEqualTo(0.40);
        assertThat(requests.toEnd()).isEqualTo(fitting);
    }

    private static Limits limit(long calls) {
        return Limits.of(new Quota(Gate.MINUTE, Map.of(Dimension.REQUEST_COUNT, calls)));
    }

    private static boolean callAndSettle(Gate gate) {
        return switch (gate.reserve(CALL)) {
            case Decision.Admitted admitted -> {
                assertThat(admitted.reservation().settle(Usage.ofReservation(CALL)))
                        .isEqualTo(Settlement.DONE);
                yield true;
            }
            case Decision.Refused _ -> false;
            case Decision.Undecided(var cause) -> throw cause;
        };
    }
}
