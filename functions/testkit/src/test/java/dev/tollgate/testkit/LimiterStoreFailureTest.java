package dev.tollgate.testkit;

import static dev.tollgate.testkit.FaultyCounters.Operation.RESERVE;
import static dev.tollgate.testkit.FaultyCounters.Operation.SETTLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.core.counter.CounterState;
import dev.tollgate.core.limit.Decision;
import dev.tollgate.core.limit.Limiter;
import dev.tollgate.core.limit.Settlement;
import dev.tollgate.core.quota.Amounts;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.Enforcement;
import dev.tollgate.core.quota.Limits;
import dev.tollgate.core.quota.OnStoreFailure;
import dev.tollgate.core.quota.Quota;
import dev.tollgate.core.quota.WindowUnit;
import dev.tollgate.core.store.StoreException;
import dev.tollgate.core.usage.Usage;
import dev.tollgate.testkit.FaultyCounters.Write;
import java.util.ArrayDeque;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of a call while the counters cannot be reached. */
class LimiterStoreFailureTest extends LimiterFixture {
    private static final Enforcement ALLOW = Enforcement.STRICT.with(OnStoreFailure.ALLOW);
    private static final Quota MINUTE = minute(Dimension.TOTAL_TOKEN_COUNT, 25);
    private static final Quota HOUR = quota(1, WindowUnit.HOUR, Dimension.TOTAL_TOKEN_COUNT, 25);

    @ParameterizedTest
    @MethodSource("failures")
    void deny_leavesTheCallUndecided(StoreException failure) {
        store.fail(failure, Write.any());

        assertThat(reserve(plan(MINUTE))).isEqualTo(new Decision.Undecided(failure));
    }

    static Stream<StoreException> failures() {
        return Stream.concat(outages(), noOutages());
    }

    @ParameterizedTest
    @MethodSource("outages")
    void allow_letsEveryCallPass_andSaysThatItIsUnchecked(StoreException failure) {
        store.fail(failure, Write.any());

        for (var i = 0; i < 100; i++) {
            var admitted = admitted(reserve(plan(ALLOW, MINUTE)));

            assertThat(admitted.isUnchecked()).isTrue();
            assertThat(admitted.quotas()).isEmpty();
        }
    }

    static Stream<StoreException> outages() {
        return Stream.of(
                new StoreException.Unavailable("down", new Exception()),
                new StoreException.Unknown("no reply", new Exception()));
    }

    @ParameterizedTest
    @MethodSource("noOutages")
    void allow_isForAStoreThatFailed_notForOneThatIsAskedTooMuchOrCannotBeRead(StoreException failure) {
        store.fail(failure, Write.any());

        assertThat(reserve(plan(ALLOW, MINUTE))).isEqualTo(new Decision.Undecided(failure));
    }

    static Stream<StoreException> noOutages() {
        return Stream.of(
                new StoreException.Throttled("too much at once", new Exception()),
                new StoreException.Corrupt("not a number"));
    }

    @Test
    void aCheckedCall_isNotCalledUnchecked() {
        assertThat(admitted(reserve(plan(ALLOW, MINUTE))).isUnchecked()).isFalse();
    }

    /** The window of the calls in flight never ends: were its capacity never renewed, it would be used up for good. */
    @Test
    void anUncheckedCall_isBookedAtItsSettlement_onceTheStoreIsBack() {
        store.fail(unavailable, Write.any());
        var reservation = admitted(reserve(plan(ALLOW, MINUTE))).reservation();
        store.heal();

        assertThat(reservation.settle(used(4, 1))).isEqualTo(Settlement.DONE);

        assertThat(state(MINUTE)).isEqualTo(settled(tokens(1, 4, 1)));
    }

    @Test
    void anUncheckedCall_isBookedOnce_thoughItsReserveHadHappened() {
        store.loseReplies(Write.is(RESERVE));
        var reservation = admitted(reserve(plan(ALLOW, MINUTE))).reservation();
        store.heal();

        assertThat(reservation.settle(used(4, 1))).isEqualTo(Settlement.DONE);

        assertThat(state(MINUTE)).isEqualTo(settled(tokens(1, 4, 1)));
    }

    @Test
    void anUncheckedCall_isBookedOnce_thoughTheReplyToItsSettlementWasLost() {
        store.fail(unavailable, Write.any());
        var reservation = admitted(reserve(plan(ALLOW, MINUTE))).reservation();
        store.heal();
        store.loseTheFirstReply(Write.is(SETTLE));

        assertThat(reservation.settle(used(4, 1))).isEqualTo(Settlement.DONE);

        assertThat(state(MINUTE)).isEqualTo(settled(tokens(1, 4, 1)));
    }

    @Test
    void anUncheckedCall_isBookedOnce_thoughTheReplyToItsLateReserveWasLost() {
        store.fail(unavailable, Write.any());
        var reservation = admitted(reserve(plan(ALLOW, MINUTE))).reservation();
        store.heal();
        store.loseTheFirstReply(Write.is(RESERVE));

        assertThat(reservation.settle(used(4, 1))).isEqualTo(Settlement.DONE);

        assertThat(state(MINUTE)).isEqualTo(settled(tokens(1, 4, 1)));
    }

    @Test
    void anUncheckedCall_isBooked_whateverTheLimit() {
        store.fail(unavailable, Write.any());
        var reservation = admitted(reserve(plan(ALLOW, MINUTE))).reservation();
        store.heal();
        useElsewhere(key(SUBSCRIPTION, MINUTE), tokens(1, 0, 25));

        reservation.settle(Usage.ofReservation(TEN_TOKENS));

        assertThat(state(MINUTE)).isEqualTo(settled(tokens(2, 4, 31)));
    }

    @Test
    void anUncheckedCall_thatIsReleased_leavesNothing_whetherOrNotItWasReserved() {
        store.fail(unavailable, Write.any());
        var neverReserved = admitted(reserve(plan(ALLOW, MINUTE))).reservation();
        store.heal();
        store.loseReplies(Write.is(RESERVE));
        var reserved = admitted(reserve(plan(ALLOW, MINUTE))).reservation();
        store.heal();

        assertThat(neverReserved.release()).isEqualTo(Settlement.DONE);
        assertThat(reserved.release()).isEqualTo(Settlement.DONE);

        assertThat(state(MINUTE)).isEqualTo(settled(Amounts.NONE));
    }

    @Test
    void anUncheckedCall_leavesNoSlotInFlight_whetherOrNotItWasReserved() {
        var plan = plan(ALLOW, new Limits(List.of(), 5, 0));
        store.fail(unavailable, Write.any());
        var neverReserved = admitted(reserve(plan)).reservation();
        store.heal();
        store.loseReplies(Write.is(RESERVE));
        var reserved = admitted(reserve(plan)).reservation();
        store.heal();

        neverReserved.settle(used(4, 6));
        reserved.settle(used(4, 6));

        assertThat(state(inFlight(SUBSCRIPTION))).isEqualTo(settled(Amounts.NONE));
    }

    @Test
    void anUncheckedCall_saysSo_whenItCannotBeBookedEither() {
        store.fail(unavailable, Write.any());
        var reservation = admitted(reserve(plan(ALLOW, MINUTE))).reservation();

        assertThat(reservation.settle(used(4, 1))).isEqualTo(Settlement.STORE_FAILED);

        assertThat(state(MINUTE)).isEqualTo(CounterState.EMPTY);
    }

    @Test
    void oneCounterThatAnswers_isHeld_thoughAnotherDoesNot() {
        store.fail(unavailable, write -> write.key().equals(key(SUBSCRIPTION, MINUTE)));
        var plan = plan(ALLOW, MINUTE, HOUR);

        assertThat(admitted(reserve(plan)).quotas())
                .singleElement()
                .satisfies(quota -> assertThat(quota.id()).isEqualTo("totalTokenCount-1hour"));
        reserve(plan);

        assertThat(refused(reserve(plan)).refusal().quota().id()).isEqualTo("totalTokenCount-1hour");
    }

    @Test
    void aRefusal_isMoreCertain_thanACounterThatDoesNotAnswer() {
        useElsewhere(key(SUBSCRIPTION, HOUR), tokens(1, 0, 25));
        store.fail(unavailable, write -> write.key().equals(key(SUBSCRIPTION, MINUTE)));

        assertThat(reserve(plan(MINUTE, HOUR))).isInstanceOf(Decision.Refused.class);
    }

    @Test
    void undecided_namesTheFailureThatIsInTheWay_notOneThatWasLetThrough() {
        store.before(write -> {
            throw write.key().owner().equals(BACKEND) ? throttled : unavailable;
        });

        assertThat(reserve(plan(ALLOW, MINUTE), backend(ALLOW, MINUTE))).isEqualTo(new Decision.Undecided(throttled));
    }

    @Test
    void undecided_givesBackWhatMayHaveBeenReserved_andNobodyWaitsForIt() {
        var later = new ArrayDeque<Runnable>();
        var waiting = new Limiter(store, clock, random, later::add);
        store.loseReplies(Write.is(RESERVE));

        assertThat(waiting.reserve(List.of(plan(MINUTE)), TEN_TOKENS, leaseUntil()))
                .isInstanceOf(Decision.Undecided.class);

        assertThat(state(MINUTE).committed()).isEqualTo(tokens(1, 4, 6));
        later.forEach(Runnable::run);
        assertThat(state(MINUTE)).isEqualTo(settled(Amounts.NONE));
    }

    @Test
    void aRefusedCall_givesBackWhatMayHaveBeenReserved_thoughItWasLetThroughThere() {
        useElsewhere(key(BACKEND, MINUTE), tokens(1, 0, 25));
        store.loseReplies(Write.is(RESERVE).and(LimiterStoreFailureTest::isOfSubscription));

        refused(reserve(plan(ALLOW, MINUTE), backend(Enforcement.STRICT, MINUTE)));

        assertThat(state(MINUTE)).isEqualTo(settled(Amounts.NONE));
    }

    private static boolean isOfSubscription(Write write) {
        return write.key().owner().equals(SUBSCRIPTION);
    }
}
