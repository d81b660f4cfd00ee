package dev.tollgate.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.core.limit.Decision;
import dev.tollgate.core.quota.Accounting;
import dev.tollgate.core.quota.Amounts;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.Enforcement;
import dev.tollgate.core.quota.Enforcement.OnQuotaReach;
import dev.tollgate.core.quota.Limits;
import dev.tollgate.core.quota.WindowUnit;
import dev.tollgate.core.usage.Estimate;
import dev.tollgate.core.usage.Usage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Counting after the reply, and counting without stopping. */
class LimiterModesTest extends LimiterFixture {
    private static final Enforcement COUNT_AFTER = Enforcement.STRICT.with(Accounting.COUNT_AFTER);
    private static final Enforcement PASS = Enforcement.STRICT.with(OnQuotaReach.PASS);
    private static final Estimate LARGE = new Estimate(1_000, 4_000);

    /** The example of WSO2's documentation: 300 total tokens a minute, replies of 358. */
    @Test
    void countAfter_refusesTheSecondCall_whenTheFirstReplyUsedUpTheLimit() {
        var plan = plan(COUNT_AFTER, minute(Dimension.TOTAL_TOKEN_COUNT, 300));
        admitted(reserve(LARGE, plan)).reservation().settle(used(58, 300));

        var refusal = refused(reserve(LARGE, plan)).refusal();

        assertThat(refusal.used()).isEqualTo(358);
        assertThat(refusal.isLargerThanLimit()).isFalse();
        assertThat(refusal.isOfCallsInFlight()).isFalse();
        assertThat(refusal.retryAfter(clock.instant())).hasSeconds(30);
        clock.advance(Duration.ofSeconds(30));
        assertThat(reserve(LARGE, plan)).as("in the next window").isInstanceOf(Decision.Admitted.class);
    }

    @ParameterizedTest
    @CsvSource({"299, true", "300, false", "301, false"})
    void countAfter_refusesOnceTheLimitIsReached_notBefore(long used, boolean admits) {
        var plan = plan(COUNT_AFTER, minute(Dimension.TOTAL_TOKEN_COUNT, 300));
        admitted(reserve(LARGE, plan)).reservation().settle(used(0, used));

        assertThat(reserve(LARGE, plan) instanceof Decision.Admitted).isEqualTo(admits);
    }

    @ParameterizedTest
    @CsvSource({"PROMPT_TOKEN_COUNT", "COMPLETION_TOKEN_COUNT", "TOTAL_TOKEN_COUNT"})
    void countAfter_holdsEveryDimensionByItself(Dimension dimension) {
        var plan = plan(COUNT_AFTER, minute(dimension, 40));
        admitted(reserve(plan)).reservation().settle(used(20, 20));

        var isReached = dimension == Dimension.TOTAL_TOKEN_COUNT;
        assertThat(reserve(plan) instanceof Decision.Refused).isEqualTo(isReached);
        useElsewhere(key(SUBSCRIPTION, minute(dimension, 40)), tokens(1, 20, 20));

        assertThat(reserve(plan)).isInstanceOf(Decision.Refused.class);
    }

    @Test
    void countAfter_letsCallsInFlightExceedTheLimitTogether() {
        var minute = minute(Dimension.TOTAL_TOKEN_COUNT, 300);
        var plan = plan(COUNT_AFTER, minute);
        var first = admitted(reserve(LARGE, plan)).reservation();
        var second = admitted(reserve(LARGE, plan)).reservation();
        assertThat(state(minute).committed()).isEqualTo(new Amounts(2, 0, 0, 0, 0));

        first.settle(used(58, 300));
        second.settle(used(58, 300));

        assertThat(state(minute)).isEqualTo(settled(tokens(2, 116, 600)));
    }

    @Test
    void countAfter_holdsRequestsExactly_whileTheyAreInFlight() {
        var plan = plan(COUNT_AFTER, minute(Dimension.REQUEST_COUNT, 2));
        var first = admitted(reserve(plan)).reservation();
        reserve(plan);

        assertThat(refused(reserve(plan)).refusal().isOfCallsInFlight()).isTrue();
        first.release();

        assertThat(reserve(plan)).isInstanceOf(Decision.Admitted.class);
    }

    @Test
    void countAfter_chargesAllThatACallCouldHaveUsed_whereNobodyKnows_thoughNothingWasReserved() {
        var minute = minute(Dimension.TOTAL_TOKEN_COUNT, 300);
        var reservation = admitted(reserve(plan(COUNT_AFTER, minute))).reservation();

        reservation.settle(Usage.ofReservation(TEN_TOKENS));

        assertThat(state(minute)).isEqualTo(settled(tokens(1, 4, 6)));
    }

    @Test
    void countAfter_asksTheStoreNoMore_onceTheLimitIsReached() {
        var plan = plan(COUNT_AFTER, minute(Dimension.TOTAL_TOKEN_COUNT, 300));
        admitted(reserve(plan)).reservation().settle(used(0, 300));
        assertThat(reserve(plan)).isInstanceOf(Decision.Refused.class);
        var before = store.writes();

        assertThat(reserve(plan)).isInstanceOf(Decision.Refused.class);

        assertThat(store.writes()).isEqualTo(before);
    }

    @Test
    void pass_countsAndAdmits_beyondTheLimit() {
        var minute = minute(Dimension.REQUEST_COUNT, 1);
        var plan = plan(PASS, minute);
        reserve(plan);

        var admitted = admitted(reserve(plan));

        assertThat(admitted.quotas()).singleElement().satisfies(quota -> {
            assertThat(quota.committed()).isEqualTo(2);
            assertThat(quota.isExceeded()).isTrue();
            assertThat(quota.remaining()).isZero();
        });
        assertThat(state(minute).committed()).isEqualTo(tokens(2, 8, 12));
    }

    @Test
    void pass_admitsACallThatIsLargerThanTheLimit() {
        var minute = minute(Dimension.TOTAL_TOKEN_COUNT, 9);

        assertThat(reserve(plan(PASS, minute))).isInstanceOf(Decision.Admitted.class);

        assertThat(state(minute).committed()).isEqualTo(tokens(1, 4, 6));
    }

    @Test
    void pass_countsTheCallsInFlight_andFreesTheirSlots() {
        var plan = plan(PASS, new Limits(List.of(), 1, 0));
        var first = admitted(reserve(plan)).reservation();
        var second = admitted(reserve(plan));
        assertThat(second.quotas())
                .singleElement()
                .satisfies(quota -> assertThat(quota.isExceeded()).isTrue());

        first.settle(used(4, 6));
        second.reservation().settle(used(4, 6));

        assertThat(state(inFlight(SUBSCRIPTION))).isEqualTo(settled(Amounts.NONE));
    }

    @Test
    void pass_isOfOneOwner_andLeavesTheLimitsOfOthersAsTheyAre() {
        var plan = plan(PASS, minute(Dimension.REQUEST_COUNT, 1));
        var backend = backend(Enforcement.STRICT, quota(1, WindowUnit.HOUR, Dimension.REQUEST_COUNT, 2));
        reserve(plan, backend);
        reserve(plan, backend);

        var refused = refused(reserve(plan, backend));

        assertThat(refused.refusal().isOfBackend()).isTrue();
        assertThat(state(minute(Dimension.REQUEST_COUNT, 1)).committed().requestCount())
                .isEqualTo(2);
    }

    @Test
    void aCallThatDied_countsWhatItReserved_inEitherMode() {
        var hour = quota(1, WindowUnit.HOUR, Dimension.REQUEST_COUNT, 1);
        reserve(plan(COUNT_AFTER, hour));
        clock.advance(Duration.ofMinutes(20));

        assertThat(reserve(plan(COUNT_AFTER, hour))).isInstanceOf(Decision.Refused.class);

        assertThat(state(hour).used()).isEqualTo(Amounts.ONE_REQUEST);
        assertThat(state(hour).assumed()).isEqualTo(1);
    }
}
