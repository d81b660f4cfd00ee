package dev.tollgate.testkit;

import static dev.tollgate.testkit.FaultyCounters.Operation.RESERVE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.core.limit.Decision;
import dev.tollgate.core.limit.OwnerQuotas;
import dev.tollgate.core.limit.Settlement;
import dev.tollgate.core.quota.Amounts;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.Enforcement;
import dev.tollgate.core.quota.Limits;
import dev.tollgate.core.quota.Quota;
import dev.tollgate.core.usage.Usage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A limit on the calls in flight. */
class LimiterInFlightTest extends LimiterFixture {
    private static final Quota MINUTE = minute(Dimension.TOTAL_TOKEN_COUNT, 25);

    @Test
    void reserve_refuses_whenAsManyAreInFlight_andSaysSo() {
        var plan = atOnce(2);
        reserve(plan);
        assertThat(admitted(reserve(plan)).quotas()).singleElement().satisfies(quota -> {
            assertThat(quota.id()).isEqualTo("concurrentRequests");
            assertThat(quota.remaining()).isZero();
        });

        var refusal = refused(reserve(plan)).refusal();

        assertThat(refusal.isOfCallsInFlight()).isTrue();
        assertThat(refusal.retryAfter(clock.instant())).hasSeconds(1);
        assertThat(refusal.describe(clock.instant()))
                .isEqualTo("concurrentRequests of plan AIGold is limited to 2, and as many calls are in flight. Try"
                        + " again when one has ended.");
    }

    @Test
    void aSlot_isFree_onceItsCallIsSettledOrReleased_andNothingOfItStaysUsed() {
        var plan = atOnce(1);
        admitted(reserve(plan)).reservation().settle(used(4, 6));
        admitted(reserve(plan)).reservation().release();

        admitted(reserve(plan)).reservation().settle(Usage.ofReservation(TEN_TOKENS));

        assertThat(state(inFlight(SUBSCRIPTION))).isEqualTo(settled(Amounts.NONE));
    }

    @Test
    void aSlot_isHeld_whateverWindowBegins() {
        var plan = atOnce(1);
        reserve(plan);

        clock.advance(Duration.ofMinutes(15));

        assertThat(reserve(plan)).isInstanceOf(Decision.Refused.class);
    }

    @Test
    void theSlotOfADeadCall_isTakenAtOnce_byTheCallThatFindsIt() {
        var plan = atOnce(1);
        reserve(plan);
        clock.advance(Duration.ofMinutes(17));

        assertThat(reserve(plan)).isInstanceOf(Decision.Admitted.class);

        var state = state(inFlight(SUBSCRIPTION));
        assertThat(state.committed()).isEqualTo(Amounts.ONE_REQUEST);
        assertThat(state.used()).as("a slot is not used up").isEqualTo(Amounts.NONE);
        assertThat(state.leases()).hasSize(1);
    }

    @Test
    void theSlotOfADeadCall_isFreedEvenByACallThatDidNotNeedIt() {
        var plan = atOnce(2);
        reserve(plan);
        clock.advance(Duration.ofMinutes(17));

        reserve(plan);

        assertThat(state(inFlight(SUBSCRIPTION)).leases()).hasSize(1);
        assertThat(state(inFlight(SUBSCRIPTION)).committed()).isEqualTo(Amounts.ONE_REQUEST);
    }

    @Test
    void aCallThatWasTakenForDead_doesNotFreeTheSlotOfAnother() {
        var plan = atOnce(1);
        var slow = admitted(reserve(plan)).reservation();
        clock.advance(Duration.ofMinutes(17));
        reserve(plan);

        assertThat(slow.settle(used(4, 6))).isEqualTo(Settlement.TOO_LATE);

        assertThat(reserve(plan)).isInstanceOf(Decision.Refused.class);
    }

    @Test
    void aSlot_isGivenBack_whenAWindowRefuses() {
        var plan = plan(Enforcement.STRICT, new Limits(List.of(MINUTE), 5, 0));
        useElsewhere(key(SUBSCRIPTION, MINUTE), tokens(1, 0, 25));

        refused(reserve(plan));

        assertThat(state(inFlight(SUBSCRIPTION))).isEqualTo(settled(Amounts.NONE));
    }

    @Test
    void aWindow_givesBack_whenNoSlotIsFree() {
        var plan = plan(Enforcement.STRICT, new Limits(List.of(MINUTE), 1, 0));
        reserveElsewhere(inFlight(SUBSCRIPTION), Amounts.ONE_REQUEST);

        refused(reserve(plan));

        assertThat(state(MINUTE)).isEqualTo(settled(Amounts.NONE));
    }

    @Test
    void aFullWindow_isNamedRatherThanTheCallsInFlight_becauseItStopsLonger() {
        var plan = plan(Enforcement.STRICT, new Limits(List.of(MINUTE), 1, 0));
        reserveElsewhere(inFlight(SUBSCRIPTION), Amounts.ONE_REQUEST);
        useElsewhere(key(SUBSCRIPTION, MINUTE), tokens(1, 0, 25));

        assertThat(refused(reserve(plan)).refusal().quota().id()).isEqualTo("totalTokenCount-1min");
    }

    @Test
    void theCallsInFlight_areAskedForAgain_whenTheyWereTooMany() {
        var plan = atOnce(1);
        reserve(plan);
        refused(reserve(plan));
        var before = store.writes().size();

        refused(reserve(plan));

        assertThat(store.writes()).hasSize(before + 1);
    }

    @Test
    void everySlot_canBeTaken_howeverManyShardsHoldThem() {
        var plan = atOnce(100);
        var reservations = new ArrayList<Decision.Admitted>();
        for (var i = 0; i < 100; i++) {
            reservations.add(admitted(reserve(plan)));
        }
        assertThat(store.writes()).extracting(write -> write.key().shard()).containsOnly(0, 1, 2);

        assertThat(refused(reserve(plan)).refusal().quota().committed()).isEqualTo(100);
        reservations.getFirst().reservation().release();

        assertThat(reserve(plan)).isInstanceOf(Decision.Admitted.class);
        assertThat(reserve(plan)).isInstanceOf(Decision.Refused.class);
    }

    @Test
    void reserve_writesOnce_whenASlotIsFree() {
        reserve(atOnce(1));

        assertThat(store.writes()).containsExactly(new FaultyCounters.Write(RESERVE, inFlight(SUBSCRIPTION)));
    }

    private static OwnerQuotas atOnce(long concurrentRequests) {
        return plan(Enforcement.STRICT, new Limits(List.of(), concurrentRequests, 0));
    }
}
