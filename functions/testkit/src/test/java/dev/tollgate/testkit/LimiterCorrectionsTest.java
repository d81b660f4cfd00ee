package dev.tollgate.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.core.counter.CorrectionId;
import dev.tollgate.core.limit.Decision;
import dev.tollgate.core.limit.Refusal;
import dev.tollgate.core.quota.Amounts;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.Quota;
import dev.tollgate.core.quota.WindowUnit;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What an operator gives back, as calls meet it. */
class LimiterCorrectionsTest extends LimiterFixture {
    private static final Quota HOUR = quota(1, WindowUnit.HOUR, Dimension.TOTAL_TOKEN_COUNT, 15);
    private static final CorrectionId ID = new CorrectionId("correction");

    @Test
    void reserve_asksOnceAMinute_whetherAUsedUpWindowWasCorrected() {
        useUp();
        var before = counters.writes();

        for (var second = 0; second < 600; second++) {
            clock.advance(Duration.ofSeconds(1));
            refused(reserve(plan(HOUR)));
        }

        assertThat(counters.writes() - before).isEqualTo(10);
    }

    @Test
    void reserve_admitsAgain_aMinuteAfterAReset() {
        useUp();
        counters.reset(key(SUBSCRIPTION, HOUR), ID);

        clock.advance(Duration.ofSeconds(59));
        assertThat(reserve(plan(HOUR))).as("still remembered").isInstanceOf(Decision.Refused.class);
        clock.advance(Duration.ofSeconds(1));

        assertThat(admitted(reserve(plan(HOUR))).quotas())
                .singleElement()
                .satisfies(quota -> assertThat(quota.remaining()).isEqualTo(5));
    }

    @Test
    void reserve_tellsWhatRemains_ofTheLimitAndTheGrant() {
        counters.topUp(key(SUBSCRIPTION, HOUR), ID, tokens(0, 0, 100));

        var quota = admitted(reserve(plan(HOUR))).quotas().getFirst();

        assertThat(quota.limit()).isEqualTo(15);
        assertThat(quota.remaining()).isEqualTo(15 + 100 - 10);
        assertThat(quota.isExceeded()).isFalse();
    }

    @Test
    void aRefusal_tellsWhatIsUsedBeyondWhatWasGivenBack() {
        counters.topUp(key(SUBSCRIPTION, HOUR), ID, tokens(0, 0, 10));
        useElsewhere(key(SUBSCRIPTION, HOUR), tokens(1, 10, 10));

        var refusal = refused(reserve(plan(HOUR))).refusal();

        assertThat(refusal.used()).isEqualTo(10);
        assertThat(refusal.quota().committed()).isEqualTo(10);
        assertThat(refusal.cause()).isEqualTo(Refusal.Cause.USED_UP);
    }

    @Test
    void aRefusal_neverTellsLessThanNothing_whereCallsInFlightHoldMoreThanTheGrant() {
        counters.topUp(key(SUBSCRIPTION, HOUR), ID, tokens(0, 0, 10));
        reserveElsewhere(key(SUBSCRIPTION, HOUR), tokens(1, 10, 10));

        var refusal = refused(reserve(plan(HOUR))).refusal();

        assertThat(refusal.used()).isZero();
        assertThat(refusal.quota().committed()).isEqualTo(10);
        assertThat(refusal.cause()).isEqualTo(Refusal.Cause.CALLS_IN_FLIGHT);
    }

    @Test
    void aCallLargerThanTheLimit_isRefused_whateverWasGranted() {
        counters.topUp(key(SUBSCRIPTION, HOUR), ID, tokens(0, 0, 100));
        var tight = quota(1, WindowUnit.HOUR, Dimension.TOTAL_TOKEN_COUNT, 9);

        assertThat(refused(reserve(plan(tight))).refusal().isLargerThanLimit()).isTrue();
    }

    private void useUp() {
        useElsewhere(key(SUBSCRIPTION, HOUR), tokens(1, 5, 10));
        assertThat(refused(reserve(plan(HOUR))).refusal().cause()).isEqualTo(Refusal.Cause.USED_UP);
        assertThat(state(HOUR).used()).isEqualTo(new Amounts(1, 5, 10, 15, 0));
    }
}
