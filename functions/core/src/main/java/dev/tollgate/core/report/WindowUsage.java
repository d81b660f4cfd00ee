package dev.tollgate.core.report;

import dev.tollgate.core.counter.CounterState;
import dev.tollgate.core.counter.Owner;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.Window;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What an owner used in one window, all shards together. Immutable.
 *
 * <p>In the window of the calls in flight the request count is that of {@code concurrentRequests}: all of it is reserved,
 * nothing is ever used.
 *
 * @param owner whose use
 * @param window in which window
 * @param limits the limits of now; none for the past, whose limits may have been others
 * @param state what the counters say, calls that must be dead not among those in flight
 */
public record WindowUsage(Owner owner, Window window, Map<Dimension, Long> limits, CounterState state) {
    /** Copies the limits. */
    public WindowUsage {
        limits = Map.copyOf(limits);
    }

    /** What the counters say, once those who died are buried: what they had reserved is used, and a slot they held is free. */
    static WindowUsage at(Instant now, Owner owner, Window window, Map<Dimension, Long> limits, CounterState state) {
        return new WindowUsage(owner, window, limits, state.buried(window, now));
    }

    /** What ended calls used, whatever was forgiven. */
    public long used(Dimension dimension) {
        return state.used().of(dimension);
    }

    /** How much of what is used no longer counts, because the window was reset. */
    public long forgiven(Dimension dimension) {
        return state.credits().forgiven().of(dimension);
    }

    /** What calls in flight may still use. */
    public long reserved(Dimension dimension) {
        return state.reserved(dimension);
    }

    /** The limit, empty where the dimension is not limited. */
    public OptionalLong limit(Dimension dimension) {
        var limit = limits.get(dimension);
        return limit == null ? OptionalLong.empty() : OptionalLong.of(limit);
    }

    /** What may be used in this window beyond the limit. */
    public long granted(Dimension dimension) {
        return state.credits().granted().of(dimension);
    }

    /** What further calls may use, 0 or more; empty where the dimension is not limited. */
    public OptionalLong free(Dimension dimension) {
        var limit = limit(dimension);
        return limit.isEmpty() ? limit : OptionalLong.of(Math.max(0, limit.getAsLong() - state.charged(dimension)));
    }

    /** How many calls are in flight. */
    public int callsInFlight() {
        return state.leases().size();
    }

    /** How many calls are taken to have used all they reserved, because they died. */
    public long callsAssumed() {
        return state.assumed();
    }

    /** When counting starts anew; never for the calls in flight. */
    public Optional<Instant> resetsAt() {
        return window.isInFlight() ? Optional.empty() : Optional.of(window.end());
    }
}
