package dev.tollgate.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tollgate.core.counter.CounterKey;
import dev.tollgate.core.counter.CounterState;
import dev.tollgate.core.counter.Counters;
import dev.tollgate.core.counter.Owner;
import dev.tollgate.core.limit.Decision;
import dev.tollgate.core.limit.Limiter;
import dev.tollgate.core.limit.OwnerQuotas;
import dev.tollgate.core.limit.Settlement;
import dev.tollgate.core.quota.Amounts;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.Quota;
import dev.tollgate.core.quota.WindowLength;
import dev.tollgate.core.quota.WindowUnit;
import dev.tollgate.core.store.StoreException;
import dev.tollgate.core.usage.Estimate;
import dev.tollgate.core.usage.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

/** The limiter of core, on counters in memory. It stands here because core can see no store. */
class LimiterTest {
    private static final Owner SUBSCRIPTION = new Owner.OfSubscription("app");
    private static final Owner BACKEND = new Owner.OfBackend("openai");
    private static final Estimate TEN_TOKENS = new Estimate(4, 6);

    private final SettableClock clock = new SettableClock("2026-11-20T10:00:30Z");
    private final InMemoryCounters counters = new InMemoryCounters();
    private final Limiter limiter = limiter(counters);

    @Test
    void reserve_admits_andTellsTheStateAfterIt() {
        var plan = plan(quota(1, WindowUnit.MINUTE, Dimension.TOTAL_TOKEN_COUNT, 25));

        var admitted = admitted(reserve(plan));

        assertThat(admitted.quotas()).singleElement().satisfies(quota -> {
            assertThat(quota.reserved()).isEqualTo(10);
            assertThat(quota.remaining()).isEqualTo(15);
            assertThat(quota.id()).isEqualTo("totalTokenCount-1min");
        });
    }

    @Test
    void settle_replacesTheReservation_inTheWindowThatAdmitted() {
        var plan = plan(quota(1, WindowUnit.MINUTE, Dimension.TOTAL_TOKEN_COUNT, 25));
        var window = plan.quotas().getFirst().window().windowAt(clock.instant());
        var reservation = admitted(reserve(plan)).reservation();
        clock.advance(Duration.ofMinutes(5));

        var settlement = reservation.settle(new Usage(4, 1, 5, 0, 0, 0, Usage.Source.PROVIDER));

        assertThat(settlement).isEqualTo(Settlement.DONE);
        assertThat(counters.read(new CounterKey(SUBSCRIPTION, window)))
                .contains(new CounterState(new Amounts(1, 4, 1, 5), new Amounts(1, 4, 1, 5), 0, List.of()));
    }

    @Test
    void settle_isDone_whenAnEarlierAttemptEndedTheLease_andTooLate_whenSomebodyElseDid() {
        var plan = plan(quota(1, WindowUnit.DAY, Dimension.TOTAL_TOKEN_COUNT, 25));
        var key = new CounterKey(SUBSCRIPTION, plan.quotas().getFirst().window().windowAt(clock.instant()));
        var repeated = admitted(reserve(plan)).reservation();
        counters.settle(key, counters.read(key).orElseThrow().leases().getFirst(), new Amounts(1, 4, 1, 5));
        assertThat(repeated.settle(Usage.NO_TOKENS)).isEqualTo(Settlement.DONE);

        var late = admitted(reserve(plan)).reservation();
        counters.expire(key, counters.read(key).orElseThrow().leases().getFirst());
        clock.advance(Duration.ofMinutes(17));

        assertThat(late.settle(Usage.NO_TOKENS)).isEqualTo(Settlement.TOO_LATE);
    }

    @Test
    void aReservation_endsOnce() {
        var reservation = admitted(reserve(plan(quota(1, WindowUnit.DAY, Dimension.REQUEST_COUNT, 5))))
                .reservation();
        reservation.release();

        assertThatThrownBy(() -> reservation.settle(Usage.NO_TOKENS)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void reserve_refuses_whenTheWindowIsFull_andSaysBywhat() {
        var plan = plan(quota(1, WindowUnit.MINUTE, Dimension.TOTAL_TOKEN_COUNT, 25));
        var first = admitted(reserve(plan)).reservation();
        reserve(plan);
        first.settle(new Usage(4, 12, 16, 0, 0, 0, Usage.Source.PROVIDER));

        var refusal = refused(reserve(plan)).refusal();

        assertThat(refusal.quota().used()).isEqualTo(16);
        assertThat(refusal.quota().reserved()).isEqualTo(10);
        assertThat(refusal.requested()).isEqualTo(10);
        assertThat(refusal.retryAfter(clock.instant())).isEqualTo(Duration.ofSeconds(30));
        assertThat(refusal.describe(clock.instant()))
                .isEqualTo("totalTokenCount of plan AIGold is limited to 25 in 1 min: 16 used, 10 reserved by calls in"
                        + " flight, 10 requested. It resets at 2026-11-20T10:01:00Z, in 30 s.");
    }

    @Test
    void reserve_admitsAgain_inTheNextWindow() {
        var plan = plan(quota(1, WindowUnit.MINUTE, Dimension.REQUEST_COUNT, 1));
        reserve(plan);
        assertThat(reserve(plan)).isInstanceOf(Decision.Refused.class);

        clock.advance(Duration.ofSeconds(30));

        assertThat(reserve(plan)).isInstanceOf(Decision.Admitted.class);
    }

    @Test
    void reserve_refusesWithoutAWrite_whenTheCallIsLargerThanTheLimit() {
        var plan = plan(quota(1, WindowUnit.MINUTE, Dimension.TOTAL_TOKEN_COUNT, 9));

        var refused = refused(limiter(new FailingCounters(new StoreException.Unavailable("asked", new Exception())))
                .reserve(List.of(plan), TEN_TOKENS, clock.instant()));

        assertThat(refused.refusal().isLargerThanLimit()).isTrue();
        assertThat(refused.refusal().describe(clock.instant()))
                .startsWith("This call may use 10, but totalTokenCount of plan AIGold is limited to 9 in 1 min");
    }

    @Test
    void reserve_givesBack_whenALaterOwnerRefuses() {
        var plan = plan(quota(1, WindowUnit.MINUTE, Dimension.REQUEST_COUNT, 5));
        var backend = new OwnerQuotas(
                BACKEND, "openai", List.of(quota(1, WindowUnit.MINUTE, Dimension.REQUEST_COUNT, 1)), true);
        limiter.reserve(List.of(backend), TEN_TOKENS, leaseUntil());

        var refused = refused(limiter.reserve(List.of(plan, backend), TEN_TOKENS, leaseUntil()));

        assertThat(refused.refusal().isOfBackend()).isTrue();
        var window = plan.quotas().getFirst().window().windowAt(clock.instant());
        assertThat(counters.read(new CounterKey(SUBSCRIPTION, window))).contains(CounterState.EMPTY);
    }

    @Test
    void reserve_givesBackInEveryWindow_andNamesTheOneThatStopsLongest() {
        var minute = quota(1, WindowUnit.MINUTE, Dimension.REQUEST_COUNT, 2);
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
        var minute = quota(1, WindowUnit.MINUTE, Dimension.REQUEST_COUNT, 3);
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
    void reserve_countsAndAdmits_whenThePolicyDoesNotStop() {
        var plan = new OwnerQuotas(
                SUBSCRIPTION, "AIUnlimited", List.of(quota(1, WindowUnit.MINUTE, Dimension.REQUEST_COUNT, 1)), false);
        limiter.reserve(List.of(plan), TEN_TOKENS, leaseUntil());

        var admitted = admitted(limiter.reserve(List.of(plan), TEN_TOKENS, leaseUntil()));

        assertThat(admitted.quotas()).singleElement().satisfies(quota -> {
            assertThat(quota.isExceeded()).isTrue();
            assertThat(quota.remaining()).isZero();
        });
    }

    @Test
    void reserve_turnsDeadLeasesIntoAssumedUse_whenItRefuses() {
        var plan = plan(quota(1, WindowUnit.HOUR, Dimension.TOTAL_TOKEN_COUNT, 15));
        reserve(plan);
        clock.advance(Duration.ofMinutes(20));

        assertThat(reserve(plan)).isInstanceOf(Decision.Refused.class);

        var key = new CounterKey(SUBSCRIPTION, plan.quotas().getFirst().window().windowAt(clock.instant()));
        assertThat(counters.read(key))
                .contains(new CounterState(TEN_TOKENS.amounts(), TEN_TOKENS.amounts(), 1, List.of()));
    }

    @Test
    void reserve_asksTheStoreNoMore_onceAWindowIsUsedUp() {
        var hour = quota(1, WindowUnit.HOUR, Dimension.TOTAL_TOKEN_COUNT, 35);
        var plan = plan(quota(1, WindowUnit.MINUTE, Dimension.REQUEST_COUNT, 100), hour);
        var first = admitted(reserve(plan)).reservation();
        reserve(plan);
        first.settle(new Usage(4, 26, 30, 0, 0, 0, Usage.Source.PROVIDER));
        assertThat(reserve(plan)).isInstanceOf(Decision.Refused.class);
        clock.advance(Duration.ofMinutes(20));
        var before = counters.writes();

        for (var i = 0; i < 10_000; i++) {
            var quota = refused(reserve(plan)).refusal().quota();
            assertThat(quota.id()).isEqualTo("totalTokenCount-1hour");
        }

        assertThat(counters.writes()).isEqualTo(before);
        clock.advance(Duration.ofMinutes(40));
        assertThat(reserve(plan)).as("in the next window").isInstanceOf(Decision.Admitted.class);
    }

    @Test
    void reserve_stillAdmitsASmallerCall_whenALargerOneWasRefusedForGood() {
        var plan = plan(quota(1, WindowUnit.HOUR, Dimension.TOTAL_TOKEN_COUNT, 15));
        admitted(reserve(plan)).reservation().settle(new Usage(4, 4, 8, 0, 0, 0, Usage.Source.PROVIDER));
        assertThat(reserve(plan)).isInstanceOf(Decision.Refused.class);

        assertThat(limiter.reserve(List.of(plan), new Estimate(3, 4), leaseUntil()))
                .isInstanceOf(Decision.Admitted.class);
    }

    @Test
    void reserve_asksTheStoreAgain_whenOnlyCallsInFlightAreInTheWay() {
        var plan = plan(quota(1, WindowUnit.MINUTE, Dimension.TOTAL_TOKEN_COUNT, 15));
        var inFlight = admitted(reserve(plan)).reservation();
        assertThat(reserve(plan)).isInstanceOf(Decision.Refused.class);

        inFlight.release();

        assertThat(reserve(plan)).isInstanceOf(Decision.Admitted.class);
    }

    @Test
    void reserve_isUndecided_whenTheStoreFails() {
        var cause = new StoreException.Unknown("no reply", new Exception());

        var decision = limiter(new FailingCounters(cause))
                .reserve(
                        List.of(plan(quota(1, WindowUnit.MINUTE, Dimension.REQUEST_COUNT, 1))),
                        TEN_TOKENS,
                        leaseUntil());

        assertThat(decision).isEqualTo(new Decision.Undecided(cause));
    }

    private Limiter limiter(Counters store) {
        return new Limiter(store, clock, new Random(3), ForkJoinPool.commonPool());
    }

    private Decision reserve(OwnerQuotas plan) {
        return limiter.reserve(List.of(plan), TEN_TOKENS, leaseUntil());
    }

    private Instant leaseUntil() {
        return clock.instant().plus(Duration.ofMinutes(16));
    }

    private static Decision.Admitted admitted(Decision decision) {
        assertThat(decision).isInstanceOf(Decision.Admitted.class);
        return (Decision.Admitted) decision;
    }

    private static Decision.Refused refused(Decision decision) {
        assertThat(decision).isInstanceOf(Decision.Refused.class);
        return (Decision.Refused) decision;
    }

    private static OwnerQuotas plan(Quota... quotas) {
        return new OwnerQuotas(SUBSCRIPTION, "AIGold", List.of(quotas), true);
    }

    private static Quota quota(int unitTime, WindowUnit unit, Dimension dimension, long limit) {
        return new Quota(new WindowLength(unitTime, unit), Map.of(dimension, limit));
    }
}
