package dev.tollgate.core.counter;

import dev.tollgate.core.quota.Amounts;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.Window;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a counter says at one moment. Immutable.
 *
 * @param committed used and reserved together
 * @param used what ended calls used, and what buried ones are assumed to have used; in a window that has ended, what is still
 *     leased will be, too
 * @param assumed how many calls were assumed, because their lease expired
 * @param leases the calls in flight
 * @param credits what an operator has given back: it is still used, but no longer held against a limit
 */
public record CounterState(Amounts committed, Amounts used, long assumed, List<Lease> leases, Credits credits) {
    /** A counter that has counted nothing yet. */
    public static final CounterState EMPTY = new CounterState(Amounts.NONE, Amounts.NONE, 0, List.of());

    /** Copies the list. */
    public CounterState {
        leases = List.copyOf(leases);
    }

    /** Of a counter that nobody has corrected. */
    public CounterState(Amounts committed, Amounts used, long assumed, List<Lease> leases) {
        this(committed, used, assumed, leases, Credits.NONE);
    }

    /** What limits are held against: committed less credited. Below 0 where more was granted than is committed. */
    public long charged(Dimension dimension) {
        return committed.of(dimension) - credits.of(dimension);
    }

    /** What the calls in flight hold in one dimension. */
    public long reserved(Dimension dimension) {
        return committed.of(dimension) - used.of(dimension);
    }

    /** The state once a lease has given back all that it reserved. */
    public CounterState released(Lease lease) {
        return new CounterState(committed.minus(lease.reserved()), used, assumed, without(lease), credits);
    }

    /** The state once a lease's reservation counts as used. */
    public CounterState expired(Lease lease) {
        return new CounterState(committed, used.plus(lease.reserved()), assumed + 1, without(lease), credits);
    }

    /**
     * The state once the calls whose leases have expired are buried: what they had reserved is used, and a slot they held among
     * the calls in flight is free.
     */
    public CounterState buried(Window window, Instant now) {
        var buried = this;
        for (var lease : leases) {
            if (lease.isExpired(now)) {
                buried = window.isInFlight() ? buried.released(lease) : buried.expired(lease);
            }
        }
        return buried;
    }

    /** The state if all calls in flight gave back all that they reserved. */
    public CounterState settled() {
        return new CounterState(used, used, assumed, List.of(), credits);
    }

    /** The state with more given back. */
    public CounterState credited(Credits more) {
        return new CounterState(committed, used, assumed, leases, credits.plus(more));
    }

    /** What two counters say together. */
    public CounterState plus(CounterState other) {
        return new CounterState(
                committed.plus(other.committed),
                used.plus(other.used),
                assumed + other.assumed,
                Stream.concat(leases.stream(), other.leases.stream()).toList(),
                credits.plus(other.credits));
    }

    private List<Lease> without(Lease lease) {
        return leases.stream().filter(other -> !other.equals(lease)).toList();
    }
}
