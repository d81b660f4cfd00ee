package dev.tollgate.core.counter;

import dev.tollgate.core.quota.Amounts;
import dev.tollgate.core.quota.Dimension;
import java.util.List;

/**
 * What a counter says at one moment. Immutable.
 *
 * @param committed used and reserved together: what limits are held against
 * @param used what ended calls used, and what dead ones are assumed to have used
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
}
