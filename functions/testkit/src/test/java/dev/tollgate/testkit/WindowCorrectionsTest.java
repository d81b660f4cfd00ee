package dev.tollgate.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tollgate.core.counter.CorrectionId;
import dev.tollgate.core.counter.CorrectionOutcome;
import dev.tollgate.core.counter.CounterCorrections;
import dev.tollgate.core.counter.CounterKey;
import dev.tollgate.core.quota.Amounts;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.InFlight;
import dev.tollgate.core.report.Corrected;
import dev.tollgate.core.report.LimitedOwner;
import dev.tollgate.core.report.WindowCorrections;
import dev.tollgate.core.report.WindowUsage;
import dev.tollgate.core.store.StoreException;
import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowCorrectionsTest extends ReportFixture {
    private static final CorrectionId ID = new CorrectionId("correction");

    private final WindowCorrections corrections = new WindowCorrections(counters, clock);
    private final LimitedOwner app = subscription("app", 4, CALLS);

    @Test
    void reset_forgivesWhatIsUsedInEveryShard() {
        for (var shard = 0; shard < 4; shard++) {
            use(key(app, MINUTE, shard), tokens(25, 500));
        }

        var usage = done(corrections.reset(app, MINUTE.windowAt(clock.instant()), ID));

        assertThat(usage.used(Dimension.REQUEST_COUNT)).isEqualTo(100);
        assertThat(usage.forgiven(Dimension.REQUEST_COUNT)).isEqualTo(100);
        assertThat(usage.free(Dimension.REQUEST_COUNT)).hasValue(100);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 4, 7, 101})
    void topUp_isSpreadOverTheShards_withNothingLost(long calls) {
        var usage = done(corrections.topUp(app, MINUTE.windowAt(clock.instant()), ID, tokens(calls, 0)));

        assertThat(usage.granted(Dimension.REQUEST_COUNT)).isEqualTo(calls);
        assertThat(usage.free(Dimension.REQUEST_COUNT)).hasValue(100 + calls);
        assertThat(LongStream.range(0, 4).map(shard -> granted((int) shard)))
                .allSatisfy(part -> assertThat(part).isBetween(calls / 4, calls / 4 + 1));
    }

    @Test
    void aCorrection_isCompletedBySendingItAgain_whereAShardDidNotAnswer() {
        var failing = new WindowCorrections(new FailingAt(2), clock);
        var window = MINUTE.windowAt(clock.instant());
        assertThatThrownBy(() -> failing.topUp(app, window, ID, tokens(10, 0)))
                .isInstanceOf(StoreException.Unavailable.class);
        assertThat(granted(0) + granted(1) + granted(2) + granted(3)).isEqualTo(6);

        corrections.topUp(app, window, ID, tokens(10, 0));

        assertThat(granted(0) + granted(1) + granted(2) + granted(3)).isEqualTo(10);
    }

    @Test
    void aWindowThatHasEnded_isNotCorrected_norTheNextInItsPlace() {
        var window = MINUTE.windowAt(clock.instant());
        clock.advance(Duration.ofSeconds(30));

        assertThat(corrections.topUp(app, window, ID, tokens(10, 0)))
                .isEqualTo(new Corrected.NotCurrent(MINUTE.windowAt(clock.instant())));

        assertThat(counters.writes()).isZero();
    }

    @Test
    void tooManyCorrections_areRefused_beforeAnyShardChanges() {
        var window = MINUTE.windowAt(clock.instant());
        for (var i = 0; i < CounterCorrections.MOST; i++) {
            corrections.reset(app, window, new CorrectionId("correction-" + i));
        }
        var before = counters.writes();

        assertThat(corrections.topUp(app, window, ID, tokens(10, 0))).isEqualTo(new Corrected.TooMany());

        assertThat(counters.writes()).isEqualTo(before + 1);
    }

    @Test
    void whatCannotBeCorrected_isRefused() {
        var now = clock.instant();
        var minute = MINUTE.windowAt(now);

        assertThatThrownBy(() -> corrections.reset(app, new InFlight().windowAt(now), ID))
                .hasMessage("calls in flight are not corrected: they end");
        assertThatThrownBy(() -> corrections.reset(app, HOUR.windowAt(now), ID))
                .hasMessage("nothing is limited in 1 hour");
        assertThatThrownBy(() -> corrections.topUp(app, minute, ID, Amounts.NONE))
                .hasMessage("nothing is granted");
        assertThatThrownBy(() -> corrections.topUp(app, minute, ID, tokens(1, 1)))
                .hasMessage("promptTokenCount is not limited: 1");
        assertThatThrownBy(() -> corrections.topUp(app, minute, ID, tokens(WindowCorrections.MOST_GRANTED + 1, 0)))
                .hasMessage("requestCount is too much: 1000000000001");
    }

    private long granted(int shard) {
        return counters.read(key(app, MINUTE, shard))
                .map(state -> state.credits().granted().requestCount())
                .orElse(0L);
    }

    private static WindowUsage done(Corrected corrected) {
        assertThat(corrected).isInstanceOf(Corrected.Done.class);
        return ((Corrected.Done) corrected).usage();
    }

    /** Does not reach one shard. */
    private final class FailingAt implements CounterCorrections {
        private final int shard;

        private FailingAt(int shard) {
            this.shard = shard;
        }

        @Override
        public CorrectionOutcome reset(CounterKey key, CorrectionId id) {
            throw new AssertionError("not asked");
        }

        @Override
        public CorrectionOutcome topUp(CounterKey key, CorrectionId id, Amounts granted) {
            if (key.shard() == shard) {
                throw new StoreException.Unavailable("down");
            }
            return counters.topUp(key, id, granted);
        }
    }
}
