package dev.tollgate.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tollgate.core.counter.CorrectionId;
import dev.tollgate.core.counter.CorrectionOutcome;
import dev.tollgate.core.counter.CounterCorrections;
import dev.tollgate.core.counter.CounterKey;
import dev.tollgate.core.counter.CounterState;
import dev.tollgate.core.counter.Counters;
import dev.tollgate.core.counter.Credits;
import dev.tollgate.core.counter.Lease;
import dev.tollgate.core.counter.LeaseId;
import dev.tollgate.core.counter.Owner;
import dev.tollgate.core.counter.ReserveOutcome;
import dev.tollgate.core.quota.Amounts;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.InFlight;
import dev.tollgate.core.quota.WindowLength;
import dev.tollgate.core.quota.WindowUnit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every store of counters must do when an operator corrects them. A subclass says which store. */
public abstract class CorrectionsContract {
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:30Z");
    private static final Amounts CALL = new Amounts(1, 20, 30, 50, 700);
    private static final Map<Dimension, Long> NO_LIMIT = Map.of();

    private final Random random = new Random(11);
    private final CounterKey key = new CounterKey(
            new Owner.OfSubscription(UUID.randomUUID().toString()),
            new WindowLength(1, WindowUnit.MINUTE).windowAt(NOW));

    /** The store under test. May be shared: every test counts for an owner of its own. */
    protected abstract Counters counters();

    /** Corrects the same counters. */
    protected abstract CounterCorrections corrections();

    @Test
    void reset_forgivesWhatIsUsed_andLeavesWhatCallsInFlightReserve() {
        use(CALL);
        var inFlight = lease();
        counters().reserve(key, inFlight, NO_LIMIT);

        var outcome = corrections().reset(key, id(1));

        var expected = new CounterState(CALL.plus(CALL), CALL, 0, List.of(inFlight), new Credits(CALL, Amounts.NONE));
        assertThat(outcome).isEqualTo(new CorrectionOutcome.Applied(expected));
        assertThat(counters().read(key)).contains(expected);
    }

    @ParameterizedTest
    @EnumSource
    void reset_leavesTheWholeLimitFree(Dimension dimension) {
        var limits = Map.of(dimension, CALL.of(dimension) * 2);
        use(CALL);
        use(CALL);
        assertThat(counters().reserve(key, lease(), limits)).isInstanceOf(ReserveOutcome.Refused.class);

        corrections().reset(key, id(1));

        assertThat(fitting(limits)).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void topUp_letsInWhatWasGranted_andNoMore(Dimension dimension) {
        var limits = Map.of(dimension, CALL.of(dimension) * 2);
        assertThat(fitting(limits)).isEqualTo(2);

        corrections().topUp(key, id(1), Amounts.of(each -> each == dimension ? CALL.of(each) * 3 : 0));

        assertThat(fitting(limits)).isEqualTo(3);
    }

    @Test
    void topUp_countsBeforeAnythingIsUsed() {
        var limits = Map.of(Dimension.TOTAL_TOKEN_COUNT, 100L);
        var granted = new Amounts(0, 0, 0, 50, 0);

        var outcome = corrections().topUp(key, id(1), granted);

        assertThat(outcome.state())
                .isEqualTo(
                        new CounterState(Amounts.NONE, Amounts.NONE, 0, List.of(), new Credits(Amounts.NONE, granted)));
        assertThat(outcome.state().charged(Dimension.TOTAL_TOKEN_COUNT)).isEqualTo(-50);
        assertThat(fitting(limits)).isEqualTo(3);
    }

    @Test
    void aCallLargerThanALimit_isRefused_whateverWasGranted() {
        corrections().topUp(key, id(1), new Amounts(0, 0, 0, 1_000, 0));

        assertThat(counters().reserve(key, lease(), Map.of(Dimension.TOTAL_TOKEN_COUNT, 49L)))
                .isInstanceOf(ReserveOutcome.Refused.class);
    }

    @Test
    void aReset_leavesWhatWasGranted_inWhateverOrder() {
        use(CALL);
        corrections().topUp(key, id(1), CALL);
        corrections().reset(key, id(2));
        use(CALL);
        corrections().topUp(key, id(3), CALL);

        var state = corrections().reset(key, id(4)).state();

        assertThat(state.credits()).isEqualTo(new Credits(CALL.plus(CALL), CALL.plus(CALL)));
        assertThat(state.used()).isEqualTo(CALL.plus(CALL));
    }

    @Test
    void aCorrection_countsOnce_whenSentAgain() {
        use(CALL);
        corrections().reset(key, id(1));
        corrections().topUp(key, id(2), CALL);
        use(CALL);
        var before = counters().read(key).orElseThrow();

        assertThat(corrections().reset(key, id(1))).isEqualTo(new CorrectionOutcome.Applied(before));
        assertThat(corrections().topUp(key, id(2), CALL)).isEqualTo(new CorrectionOutcome.Applied(before));

        assertThat(counters().read(key)).contains(before);
    }

    @Test
    void aReset_countsOnce_whereNothingWasUsedYet() {
        corrections().reset(key, id(1));
        use(CALL);

        assertThat(corrections().reset(key, id(1)).state().credits()).isEqualTo(Credits.NONE);
    }

    @Test
    void aWindow_isCorrectedSoOften_andNotOnceMore() {
        for (var i = 0; i < CounterCorrections.MOST; i++) {
            assertThat(corrections().topUp(key, id(i), CALL)).isInstanceOf(CorrectionOutcome.Applied.class);
        }
        var before = counters().read(key).orElseThrow();

        assertThat(corrections().topUp(key, id(99), CALL)).isEqualTo(new CorrectionOutcome.TooMany(before));
        assertThat(corrections().reset(key, id(99))).isEqualTo(new CorrectionOutcome.TooMany(before));
        assertThat(corrections().topUp(key, id(0), CALL)).isEqualTo(new CorrectionOutcome.Applied(before));

        assertThat(counters().read(key)).contains(before);
    }

    @Test
    void aCallInFlight_endsAsEver_afterACorrection() {
        var settled = lease();
        var released = lease();
        var expired = lease();
        List.of(settled, released, expired).forEach(lease -> counters().reserve(key, lease, NO_LIMIT));
        corrections().reset(key, id(1));
        corrections().topUp(key, id(2), CALL);

        counters().settle(key, settled, CALL);
        counters().release(key, released);
        counters().expire(key, expired);

        var used = CALL.plus(CALL);
        assertThat(counters().read(key))
                .contains(new CounterState(used, used, 1, List.of(), new Credits(Amounts.NONE, CALL)));
    }

    @Test
    void theCallsInFlight_areNotCorrected() {
        var inFlight = new CounterKey(key.owner(), new InFlight().windowAt(NOW));

        assertThatThrownBy(() -> corrections().reset(inFlight, id(1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> corrections().topUp(inFlight, id(1), CALL))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** How many more calls are let in. */
    private long fitting(Map<Dimension, Long> limits) {
        var fitting = 0;
        while (counters().reserve(key, lease(), limits) instanceof ReserveOutcome.Reserved) {
            fitting++;
        }
        return fitting;
    }

    private void use(Amounts used) {
        var lease = lease();
        counters().reserve(key, lease, NO_LIMIT);
        counters().settle(key, lease, used);
    }

    private Lease lease() {
        return new Lease(LeaseId.next(random), NOW.plus(Duration.ofMinutes(16)), CALL);
    }

    private static CorrectionId id(int number) {
        return new CorrectionId("correction-" + number);
    }
}
