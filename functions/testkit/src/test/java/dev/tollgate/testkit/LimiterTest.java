package dev.tollgate.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.core.counter.CounterKey;
import dev.tollgate.core.counter.CounterState;
import dev.tollgate.core.limit.Decision;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.WindowUnit;
import dev.tollgate.core.usage.Estimate;
import dev.tollgate.core.usage.Tariff;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a call is answered, and what stands in the counters then. */
class LimiterTest extends LimiterFixture {
    @Test
    void reserve_admits_andTellsTheStateAfterIt() {
        var plan = plan(minute(Dimension.TOTAL_TOKEN_COUNT, 25));

        var admitted = admitted(reserve(plan));

        assertThat(admitted.quotas()).singleElement().satisfies(quota -> {
            assertThat(quota.committed()).isEqualTo(10);
            assertThat(quota.remaining()).isEqualTo(15);
            assertThat(quota.id()).isEqualTo("totalTokenCount-1min");
        });
    }

    @Test
    void reserve_refuses_whenTheWindowIsFull_andSaysBywhat() {
        var plan = plan(minute(Dimension.TOTAL_TOKEN_COUNT, 25));
        var first = admitted(reserve(plan)).reservation();
        reserve(plan);
        first.settle(used(4, 12));

        var refusal = refused(reserve(plan)).refusal();

        assertThat(refusal.used()).isEqualTo(16);
        assertThat(refusal.quota().committed()).isEqualTo(26);
        assertThat(refusal.requested()).isEqualTo(10);
        assertThat(refusal.retryAfter(clock.instant())).isEqualTo(Duration.ofSeconds(30));
        assertThat(refusal.describe(clock.instant()))
                .isEqualTo("totalTokenCount of plan AIGold is limited to 25 in 1 min: 16 used, 10 reserved by calls in"
                        + " flight, 10 requested. It resets at 2026-11-20T10:01:00Z, in 30 s.");
    }

    @Test
    void reserve_admitsAgain_inTheNextWindow() {
        var plan = plan(minute(Dimension.REQUEST_COUNT, 1));
        reserve(plan);
        assertThat(reserve(plan)).isInstanceOf(Decision.Refused.class);

        clock.advance(Duration.ofSeconds(30));

        assertThat(reserve(plan)).isInstanceOf(Decision.Admitted.class);
    }

    @Test
    void reserve_refusesWithoutAWrite_whenTheCallIsLargerThanTheLimit() {
        var plan = plan(minute(Dimension.TOTAL_TOKEN_COUNT, 9));

        var refused = refused(reserve(plan));

        assertThat(store.writes()).isEmpty();
        assertThat(refused.refusal().isLargerThanLimit()).isTrue();
        assertThat(refused.refusal().describe(clock.instant()))
                .startsWith("This call may use 10, but totalTokenCount of plan AIGold is limited to 9 in 1 min");
    }

    @Test
    void reserve_givesBackInEveryWindow_andNamesTheOneThatStopsLongest() {
        var minute = minute(Dimension.REQUEST_COUNT, 2);
        var hour = quota(1, WindowUnit.HOUR, Dimension.REQUEST_COUNT, 2);
        var day = quota(1, WindowUnit.DAY, Dimension.REQUEST_COUNT, 100);
        var plan = plan(minute, hour, day);
        reserve(plan);
        reserve(plan);

        var refused = refused(reserve(plan));

        assertThat(refused.refusal().quota().id()).isEqualTo("requestCount-1hour");
        assertThat(counters.read(new CounterKey(SUBSCRIPTION, day.window().windowAt(clock.instant())))
                        .orElseThrow()
                        .committed()
                        .requestCount())
                .isEqualTo(2);
    }

    @Test
    void reserve_namesTheWindowThatIsUsedUp_ratherThanALongerOneThatIsOnlyBusy() {
        var day = quota(1, WindowUnit.DAY, Dimension.TOTAL_TOKEN_COUNT, 35);
        var minute = minute(Dimension.REQUEST_COUNT, 3);
        var plan = plan(minute, day);
        for (var i = 0; i < 3; i++) {
            reserve(plan);
        }

        assertThat(refused(reserve(plan(day))).refusal().isOfCallsInFlight()).isTrue();
        var minuteKey = new CounterKey(SUBSCRIPTION, minute.window().windowAt(clock.instant()));
        counters.read(minuteKey).orElseThrow().leases().forEach(lease -> counters.expire(minuteKey, lease));

        assertThat(refused(reserve(plan)).refusal().quota().id()).isEqualTo("requestCount-1min");
    }

    @Test
    void reserve_turnsDeadLeasesIntoAssumedUse_whenItRefuses() {
        var plan = plan(quota(1, WindowUnit.HOUR, Dimension.TOTAL_TOKEN_COUNT, 15));
        reserve(plan);
        clock.advance(Duration.ofMinutes(20));

        assertThat(reserve(plan)).isInstanceOf(Decision.Refused.class);

        var key = new CounterKey(
                SUBSCRIPTION, plan.limits().quotas().getFirst().window().windowAt(clock.instant()));
        assertThat(counters.read(key))
                .contains(new CounterState(Tariff.PLAIN.most(TEN_TOKENS), Tariff.PLAIN.most(TEN_TOKENS), 1, List.of()));
    }

    /** What the dead had reserved is used now: nothing comes back by waiting a second. */
    @Test
    void reserve_saysThatAWindowIsUsedUp_whenItWasTheDeadThatFilledIt() {
        var plan = plan(quota(1, WindowUnit.HOUR, Dimension.TOTAL_TOKEN_COUNT, 15));
        reserve(plan);
        clock.advance(Duration.ofMinutes(20));

        var refusal = refused(reserve(plan)).refusal();

        assertThat(refusal.used()).isEqualTo(10);
        assertThat(refusal.isOfCallsInFlight()).isFalse();
    }

    /** Nobody waits while hundreds are buried: others will meet the rest. */
    @Test
    void reserve_buriesAFewAtATime() {
        var plan = plan(quota(1, WindowUnit.HOUR, Dimension.REQUEST_COUNT, 100));
        for (var i = 0; i < 20; i++) {
            reserve(plan);
        }
        clock.advance(Duration.ofMinutes(20));
        var before = counters.writes();

        reserve(plan);

        assertThat(counters.writes() - before).isEqualTo(1 + 8);
    }

    @Test
    void reserve_asksTheStoreNoMore_onceAWindowIsUsedUp() {
        var hour = quota(1, WindowUnit.HOUR, Dimension.TOTAL_TOKEN_COUNT, 35);
        var plan = plan(minute(Dimension.REQUEST_COUNT, 100), hour);
        var first = admitted(reserve(plan)).reservation();
        reserve(plan);
        first.settle(used(4, 26));
        assertThat(reserve(plan)).isInstanceOf(Decision.Refused.class);
        clock.advance(Duration.ofSeconds(59));
        var before = store.writes();

        for (var i = 0; i < 10_000; i++) {
            var quota = refused(reserve(plan)).refusal().quota();
            assertThat(quota.id()).isEqualTo("totalTokenCount-1hour");
        }

        assertThat(store.writes()).isEqualTo(before);
        clock.advance(Duration.ofMinutes(60));
        assertThat(reserve(plan)).as("in the next window").isInstanceOf(Decision.Admitted.class);
    }

    @Test
    void reserve_stillAdmitsASmallerCall_whenALargerOneWasRefusedForGood() {
        var plan = plan(quota(1, WindowUnit.HOUR, Dimension.TOTAL_TOKEN_COUNT, 15));
        admitted(reserve(plan)).reservation().settle(used(4, 4));
        assertThat(reserve(plan)).isInstanceOf(Decision.Refused.class);

        assertThat(reserve(new Estimate(3, 4), plan)).isInstanceOf(Decision.Admitted.class);
    }

    @Test
    void reserve_asksTheStoreAgain_whenOnlyCallsInFlightAreInTheWay() {
        var plan = plan(minute(Dimension.TOTAL_TOKEN_COUNT, 15));
        var inFlight = admitted(reserve(plan)).reservation();
        assertThat(reserve(plan)).isInstanceOf(Decision.Refused.class);

        inFlight.release();

        assertThat(reserve(plan)).isInstanceOf(Decision.Admitted.class);
    }
}
