package dev.tollgate.core.counter;

import dev.tollgate.core.quota.Amounts;
import dev.tollgate.core.quota.Dimension;
import java.util.List;

/**
 * What a counter says at one moment. Immutable.
 *
 * @param committed used and reserved together: what limits are held against
 * @param used what ended calls used, and what buried ones are assumed to have used; in a window that has ended, what is still
 *     leased will be, too
 * @param assumed how many calls were assumed, because their lease expired
 * @param leases the calls in flight
 */
public record CounterState(Amounts committed, Amounts used, long assumed, List<Lease> leases) {
    /** A counter that has counted nothing yet. */
    public static final CounterState EMPTY = new CounterState(Amounts.NONE, Amounts.NONE, 0, List.of());

    /** Copies the list. */
    public CounterState {
        leases = List.copyOf(leases);
    }

    /** What the calls in flight hold in one dimension. */
    public long reserved(Dimension dimension) {
        return committed.of(dimension) - used.of(dimension);
    }

    /** The state once a lease has given back all that it reserved. */
    public CounterState released(Lease lease) {
        return new CounterState(committed.minus(lease.reserved()), used, assumed, without(lease));
    }

    /** The state once a lease's reservation counts as used. */
    public CounterState expired(Lease lease) {
        return new CounterState(committed, used.plus(lease.reserved()), assumed + 1, without(lease));
    }

    private List<Lease> without(Lease lease) {
        return leases.stream().filter(other -> !other.equals(lease)).toList();
    }
}
