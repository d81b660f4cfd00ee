package dev.tollgate.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.core.limit.Decision;
import dev.tollgate.core.quota.Amounts;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.Enforcement;
import dev.tollgate.core.quota.Enforcement.OnQuotaReach;
import dev.tollgate.core.quota.Limits;
import dev.tollgate.core.quota.OnStoreFailure;
import dev.tollgate.core.quota.Quota;
import dev.tollgate.core.quota.WindowUnit;
import dev.tollgate.core.usage.Estimate;
import dev.tollgate.testkit.FaultyCounters.Write;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How many calls pass unchecked, while the counters cannot be reached, where not all of them may. */
class LimiterSafeCapacityTest extends LimiterFixture {
    private static final Enforcement ALLOW_ONE = Enforcement.STRICT.with(new OnStoreFailure(1));
    private static final Enforcement ALLOW_TWO = Enforcement.STRICT.with(new OnStoreFailure(2));
    private static final Quota MINUTE = minute(Dimension.TOTAL_TOKEN_COUNT, 25);
    private static final Quota HOUR = quota(1, WindowUnit.HOUR, Dimension.TOTAL_TOKEN_COUNT, 25);

    @Test
    void aSafeCapacity_letsThatManyPass_inEveryWindow() {
        store.fail(unavailable, Write.any());

        for (var window = 0; window < 3; window++) {
            reserveTwiceUnchecked();
            assertThat(reserve(plan(ALLOW_TWO, MINUTE))).isEqualTo(new Decision.Undecided(unavailable));
            clock.advance(Duration.ofMinutes(1));
        }
    }

    @Test
    void aSafeCapacity_isThatOfAnOwner() {
        store.fail(unavailable, Write.any());
        reserveTwiceUnchecked();

        assertThat(reserve(backend(ALLOW_TWO, MINUTE))).isInstanceOf(Decision.Admitted.class);
    }

    @Test
    void aSafeCapacity_isThereAgain_afterAWhile_whereCallsInFlightAreLimitedToo() {
        var plan = plan(ALLOW_ONE, new Limits(List.of(MINUTE), 5, 0));
        store.fail(unavailable, Write.any());
        assertThat(reserve(plan)).isInstanceOf(Decision.Admitted.class);
        assertThat(reserve(plan)).isInstanceOf(Decision.Undecided.class);

        clock.advance(Duration.ofDays(1));

        assertThat(reserve(plan)).isInstanceOf(Decision.Admitted.class);
    }

    @Test
    void aSafeCapacity_isNotUsedUp_byCallsThatAreRefused() {
        var refusing = backend(Enforcement.STRICT, minute(Dimension.REQUEST_COUNT, 1));
        useElsewhere(key(BACKEND, minute(Dimension.REQUEST_COUNT, 1)), Amounts.ONE_REQUEST);
        store.fail(unavailable, write -> write.key().owner().equals(SUBSCRIPTION));

        refused(reserve(plan(ALLOW_ONE, MINUTE), refusing));

        assertThat(reserve(plan(ALLOW_ONE, MINUTE))).isInstanceOf(Decision.Admitted.class);
    }

    @Test
    void aSafeCapacity_countsACallOnce_whoseMaximumIsLowered() {
        var enforcement = ALLOW_ONE.with(OnQuotaReach.CLAMP);
        useElsewhere(key(SUBSCRIPTION, HOUR), tokens(1, 0, 16));
        store.fail(unavailable, write -> write.key().equals(key(SUBSCRIPTION, MINUTE)));

        var admitted = admitted(reserve(new Estimate(4, 6, 1), plan(enforcement, MINUTE, HOUR)));

        assertThat(admitted.estimate().completionTokens()).isEqualTo(5);
        assertThat(admitted.isUnchecked()).isTrue();
    }

    private void reserveTwiceUnchecked() {
        for (var i = 0; i < 2; i++) {
            assertThat(admitted(reserve(plan(ALLOW_TWO, MINUTE))).isUnchecked()).isTrue();
        }
    }
}
