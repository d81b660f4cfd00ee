package dev.tollgate.core.counter;

import dev.tollgate.core.quota.Amounts;

/**
 * How an operator corrects a counter while calls go on. A correction gives back and takes nothing: what was used stays known.
 * Each is atomic and may be sent twice: with the same id it counts once. The counter of the calls in flight is not corrected:
 * its leases end by themselves.
 *
 * <p>Thread safe. Both methods block, throw {@link dev.tollgate.core.store.StoreException} as {@link Counters} does, and
 * {@link IllegalArgumentException} for the calls in flight.
 */
public interface CounterCorrections {
    /** How often one counter may be corrected: ids are kept in it, and every byte is paid for with every call. */
    int MOST = 16;

    /**
     * Forgives what is used. What calls in flight reserve stays, and so does what was granted. A call that ends at the same
     * moment counts either before it or after it.
     */
    CorrectionOutcome reset(CounterKey key, CorrectionId id);

    /** Grants so much beyond the limits. */
    CorrectionOutcome topUp(CounterKey key, CorrectionId id, Amounts granted);
}
