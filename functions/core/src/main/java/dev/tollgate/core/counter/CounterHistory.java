package dev.tollgate.core.counter;

import dev.tollgate.core.quota.WindowLength;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;

/**
 * Reads counters for reports, in numbers: nothing is decided by it. A counter that has counted nothing is absent.
 *
 * <p>Thread safe. Both methods block, ask the store for one thing after another, and throw
 * {@link dev.tollgate.core.store.StoreException}.
 */
public interface CounterHistory {
    /** The states of these counters, as they are after every write that was answered. */
    Map<CounterKey, CounterState> read(Collection<CounterKey> keys);

    /**
     * The windows of one shard that start between two moments, as they are or were a moment ago. Its cost grows with the
     * answer, not with what else is kept.
     *
     * @param from the first start that counts
     * @param until the first that no longer does
     * @param most how many at most, the earliest ones
     * @return the states by the windows' starts, in their order
     */
    SortedMap<Instant, CounterState> windows(
            Owner owner, WindowLength length, int shard, Instant from, Instant until, int most);
}
