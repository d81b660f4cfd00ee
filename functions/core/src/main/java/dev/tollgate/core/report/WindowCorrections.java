package dev.tollgate.core.report;

import dev.tollgate.core.counter.CorrectionId;
import dev.tollgate.core.counter.CorrectionOutcome;
import dev.tollgate.core.counter.CounterCorrections;
import dev.tollgate.core.counter.CounterKey;
import dev.tollgate.core.counter.CounterState;
import dev.tollgate.core.quota.Amounts;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.Quota;
import dev.tollgate.core.quota.Window;
import java.time.InstantSource;
import java.util.function.Function;

/**
 * Corrects an owner's present window in all its shards, one after another. Every process lets calls in accordingly within a
 * minute.
 *
 * <p>The same correction, with the same id and for the same window, may be sent any number of times and counts once. After a
 * {@link dev.tollgate.core.store.StoreException} some shards may be corrected and others not: sending it again completes it. For
 * that the caller names the window, rather than having a second attempt meet the next one. With the first shard, which has its
 * share of every correction, it is settled whether there were too many.
 *
 * <p>Thread safe; blocks for the store.
 */
public final class WindowCorrections {
    /** The most that one top-up may grant: 16 of them are far from the end of numbers, and exact in JSON of every reader. */
    public static final long MOST_GRANTED = 1_000_000_000_000L;

    private final CounterCorrections counters;
    private final InstantSource clock;

    /** @param clock says whether a window is the present one */
    public WindowCorrections(CounterCorrections counters, InstantSource clock) {
        this.counters = counters;
        this.clock = clock;
    }

    /**
     * Forgives what is used. What calls in flight reserve stays, and so does what was granted.
     *
     * @throws IllegalArgumentException if the owner is not limited in such windows, or it is that of the calls in flight
     */
    public Corrected reset(LimitedOwner owner, Window window, CorrectionId id) {
        return correct(owner, quota(owner, window), window, key -> counters.reset(key, id));
    }

    /**
     * Grants more in this window alone. A shard gets its part of it, as it has its share of the limit: together they never
     * admit more than the limit and what was granted. A single call still may not be larger than a shard's share of the limit.
     *
     * @param granted how much; at least one amount, none above {@link #MOST_GRANTED}, and none where nothing is limited
     * @throws IllegalArgumentException if it is not so, or as {@link #reset} does
     */
    public Corrected topUp(LimitedOwner owner, Window window, CorrectionId id, Amounts granted) {
        var quota = quota(owner, window);
        check(quota, granted);
        var shards = owner.limits().shardsOf(quota);
        return correct(
                owner,
                quota,
                window,
                key -> counters.topUp(
                        key, id, Amounts.of(dimension -> shards.share(granted.of(dimension), key.shard()))));
    }

    private static Quota quota(LimitedOwner owner, Window window) {
        if (window.isInFlight()) {
            throw new IllegalArgumentException("calls in flight are not corrected: they end");
        }
        return owner.quota(window.rule())
                .orElseThrow(() -> new IllegalArgumentException("nothing is limited in " + window.rule()));
    }

    private static void check(Quota quota, Amounts granted) {
        if (granted.equals(Amounts.NONE)) {
            throw new IllegalArgumentException("nothing is granted");
        }
        for (var dimension : Dimension.values()) {
            var amount = granted.of(dimension);
            if (amount > MOST_GRANTED || (amount > 0 && quota.limit(dimension).isEmpty())) {
                throw new IllegalArgumentException("%s is %s: %d"
                        .formatted(dimension.fieldName(), amount > MOST_GRANTED ? "too much" : "not limited", amount));
            }
        }
    }

    private Corrected correct(
            LimitedOwner owner, Quota quota, Window window, Function<CounterKey, CorrectionOutcome> correction) {
        var now = clock.instant();
        var current = quota.window().windowAt(now);
        if (!current.equals(window)) {
            return new Corrected.NotCurrent(current);
        }
        var all = CounterState.EMPTY;
        for (var key : owner.counters(quota, window)) {
            switch (correction.apply(key)) {
                case CorrectionOutcome.Applied(var state) -> all = all.plus(state);
                case CorrectionOutcome.TooMany _ -> {
                    return new Corrected.TooMany();
                }
            }
        }
        return new Corrected.Done(WindowUsage.at(now, owner.owner(), window, quota.limits(), all));
    }
}
