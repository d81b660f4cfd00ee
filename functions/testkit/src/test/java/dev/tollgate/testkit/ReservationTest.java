package dev.tollgate.testkit;

import static dev.tollgate.testkit.FaultyCounters.Operation.SETTLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tollgate.core.limit.Settlement;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.Quota;
import dev.tollgate.core.quota.WindowUnit;
import dev.tollgate.core.store.StoreException;
import dev.tollgate.core.usage.Usage;
import dev.tollgate.testkit.FaultyCounters.Write;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** How a reservation ends. */
class ReservationTest extends LimiterFixture {
    private final Quota hour = quota(1, WindowUnit.HOUR, Dimension.TOTAL_TOKEN_COUNT, 25);
    private final Quota day = quota(1, WindowUnit.DAY, Dimension.TOTAL_TOKEN_COUNT, 25);

    @Test
    void settle_replacesTheReservation_inTheWindowThatAdmitted() {
        var reservation = admitted(reserve(plan(hour))).reservation();
        var key = key(SUBSCRIPTION, hour);
        clock.advance(Duration.ofHours(5));

        var settlement = reservation.settle(used(4, 1));

        assertThat(settlement).isEqualTo(Settlement.DONE);
        assertThat(state(key)).isEqualTo(settled(tokens(1, 4, 1)));
        assertThat(counters.read(key(SUBSCRIPTION, hour))).isEmpty();
    }

    @Test
    void settle_booksAll_whenTheCallUsedMoreThanItHadReserved() {
        admitted(reserve(plan(hour))).reservation().settle(used(4, 100));

        assertThat(state(hour)).isEqualTo(settled(tokens(1, 4, 100)));
    }

    @Test
    void settle_chargesTheWholeReservation_whereNobodyKnowsTheUse() {
        admitted(reserve(plan(hour))).reservation().settle(Usage.ofReservation(TEN_TOKENS));

        assertThat(state(hour)).isEqualTo(settled(tokens(1, 4, 6)));
    }

    /** Another process, whose clock is ahead, may bury a lease that is still good by ours. */
    @Test
    void settle_isTooLate_whenTheLeaseIsGone_aMomentBeforeItsTime() {
        var reservation = admitted(reserve(plan(day))).reservation();
        var lease = state(day).leases().getFirst();
        counters.expire(key(SUBSCRIPTION, day), lease);
        clock.advance(Duration.between(clock.instant(), lease.expiresAt().minusSeconds(1)));

        assertThat(reservation.settle(Usage.NO_TOKENS)).isEqualTo(Settlement.TOO_LATE);
    }

    @Test
    void release_givesTheRequestBackToo() {
        assertThat(admitted(reserve(plan(hour, day))).reservation().release()).isEqualTo(Settlement.DONE);

        assertThat(state(hour)).isEqualTo(settled(tokens(0, 0, 0)));
        assertThat(state(day)).isEqualTo(settled(tokens(0, 0, 0)));
    }

    @Test
    void settle_isDone_whenAnEarlierAttemptEndedTheLease_andTooLate_whenSomebodyElseDid() {
        var key = key(SUBSCRIPTION, day);
        var repeated = admitted(reserve(plan(day))).reservation();
        counters.settle(key, state(key).leases().getFirst(), tokens(1, 4, 1));
        assertThat(repeated.settle(Usage.NO_TOKENS)).isEqualTo(Settlement.DONE);

        var late = admitted(reserve(plan(day))).reservation();
        counters.expire(key, state(key).leases().getFirst());
        clock.advance(Duration.ofMinutes(17));

        assertThat(late.settle(Usage.NO_TOKENS)).isEqualTo(Settlement.TOO_LATE);
    }

    @Test
    void aReservation_endsOnce() {
        var reservation = admitted(reserve(plan(day))).reservation();
        assertThat(reservation.isOpen()).isTrue();
        reservation.release();

        assertThat(reservation.isOpen()).isFalse();
        assertThatThrownBy(() -> reservation.settle(Usage.NO_TOKENS)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(reservation::release).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void settle_triesThreeTimes() {
        var failures = new AtomicInteger();
        var reservation = admitted(reserve(plan(day))).reservation();
        store.before(_ -> {
            if (failures.incrementAndGet() < 3) {
                throw unavailable;
            }
        });

        assertThat(reservation.settle(used(4, 1))).isEqualTo(Settlement.DONE);

        assertThat(state(day)).isEqualTo(settled(tokens(1, 4, 1)));
    }

    @Test
    void settle_saysThatTheStoreFailed_afterThreeTimes_andLeavesTheReservation() {
        var reservation = admitted(reserve(plan(day))).reservation();
        var reserved = state(day);
        store.fail(unavailable, Write.any());

        assertThat(reservation.settle(used(4, 1))).isEqualTo(Settlement.STORE_FAILED);

        assertThat(store.writes()).filteredOn(Write.is(SETTLE)).hasSize(3);
        assertThat(state(day)).isEqualTo(reserved);
    }

    @Test
    void settle_countsOnce_whenItsReplyIsLost() {
        var reservation = admitted(reserve(plan(day))).reservation();
        store.loseTheFirstReply(Write.is(SETTLE));

        assertThat(reservation.settle(used(4, 1))).isEqualTo(Settlement.DONE);

        assertThat(state(day)).isEqualTo(settled(tokens(1, 4, 1)));
    }

    @Test
    void settle_isNotTriedAgain_whereTheCounterCannotBeRead() {
        var reservation = admitted(reserve(plan(day))).reservation();
        store.fail(new StoreException.Corrupt("not a number"), Write.any());

        assertThat(reservation.settle(used(4, 1))).isEqualTo(Settlement.STORE_FAILED);

        assertThat(store.writes()).filteredOn(Write.is(SETTLE)).hasSize(1);
    }

    @Test
    void settle_bringsTheOtherWindowsUpToDate_whenOneFails() {
        var reservation = admitted(reserve(plan(hour, day))).reservation();
        store.fail(unavailable, write -> write.key().equals(key(SUBSCRIPTION, hour)));

        assertThat(reservation.settle(used(4, 1))).isEqualTo(Settlement.STORE_FAILED);

        assertThat(state(day)).isEqualTo(settled(tokens(1, 4, 1)));
        assertThat(state(hour).leases()).hasSize(1);
    }

    @Test
    void aCallThatNothingLimits_isAdmitted_andEnds_withoutAWrite() {
        var admitted = admitted(reserve());

        assertThat(admitted.quotas()).isEmpty();
        assertThat(admitted.reservation().settle(used(4, 1))).isEqualTo(Settlement.DONE);
        assertThat(store.writes()).isEmpty();
    }
}
