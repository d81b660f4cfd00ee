package dev.tollgate.core.counter;

import dev.tollgate.core.quota.Amounts;
import dev.tollgate.core.quota.Dimension;
import java.util.Map;
import java.util.Optional;

/**
 * Where counters are kept. Every method but {@link #read} is one atomic conditional write, and may be sent twice: the
 * second time it changes nothing.
 *
 * <p>Thread safe. All methods block, and throw {@link dev.tollgate.core.store.StoreException}: {@code Unavailable} or
 * {@code Throttled} if nothing happened, {@code Unknown} if it may have, {@code Corrupt} if the counter cannot be read.
 */
public interface Counters {
    /**
     * Books the lease's amounts and sets the lease, unless that would exceed a limit. What an operator has given back does not
     * count against it; but a call that is larger than a limit alone is refused whatever was granted.
     *
     * @param limits the limits to hold; empty to count without refusing
     * @return {@code Reserved} also where this very lease is already set
     */
    ReserveOutcome reserve(CounterKey key, Lease lease, Map<Dimension, Long> limits);

    /**
     * Replaces what the lease reserved by what was used, and removes the lease.
     *
     * @return false if the lease is no longer there, in which case nothing was changed
     */
    boolean settle(CounterKey key, Lease lease, Amounts used);

    /**
     * Gives back all that the lease reserved, the request too, and removes the lease.
     *
     * @return false if the lease is no longer there, in which case nothing was changed
     */
    boolean release(CounterKey key, Lease lease);

    /**
     * Turns what the lease reserved into use, counts it as assumed, and removes the lease.
     *
     * @return false if the lease is no longer there, in which case nothing was changed
     */
    boolean expire(CounterKey key, Lease lease);

    /** The counter's state, empty where nothing was ever counted. Not needed to decide. */
    Optional<CounterState> read(CounterKey key);
}
