package dev.tollgate.core.limit;

import dev.tollgate.core.counter.CounterKey;
import dev.tollgate.core.counter.Counters;
import dev.tollgate.core.counter.Lease;
import dev.tollgate.core.quota.Amounts;
import dev.tollgate.core.store.StoreException;
import dev.tollgate.core.usage.Usage;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/**
 * What an admitted call holds in the counters. It ends once, by {@link #settle} or {@link #release}; if by neither,
 * because the process died, its lease expires and all of it counts as used.
 *
 * <p>Thread safe; both endings block for the store and never throw a {@link StoreException}.
 */
public final class Reservation {
    private final Counters counters;
    private final Parallel parallel;
    private final List<CounterKey> keys;
    private final Lease lease;
    private final InstantSource clock;
    private final AtomicBoolean ended = new AtomicBoolean();

    Reservation(Counters counters, Parallel parallel, List<CounterKey> keys, Lease lease, InstantSource clock) {
        this.counters = counters;
        this.parallel = parallel;
        this.keys = List.copyOf(keys);
        this.lease = lease;
        this.clock = clock;
    }

    /** What was reserved. */
    public Amounts reserved() {
        return lease.reserved();
    }

    /**
     * Replaces the reservation by what the call used, in the windows that admitted it.
     *
     * @throws IllegalStateException if it has ended already
     */
    public Settlement settle(Usage usage) {
        return end(key -> counters.settle(key, lease, usage.amounts()));
    }

    /**
     * Gives everything back, the request too: for a call that produced no output.
     *
     * @throws IllegalStateException if it has ended already
     */
    public Settlement release() {
        return end(key -> counters.release(key, lease));
    }

    /** Whether it has not ended yet. */
    public boolean isOpen() {
        return !ended.get();
    }

    private Settlement end(Predicate<CounterKey> write) {
        if (!ended.compareAndSet(false, true)) {
            throw new IllegalStateException("the reservation has ended already");
        }
        return parallel.map(keys, key -> end(key, write)).stream()
                .max(Comparator.naturalOrder())
                .orElse(Settlement.DONE);
    }

    /** A lease that is gone before its time was ended by an earlier attempt, whose reply was lost. */
    private Settlement end(CounterKey key, Predicate<CounterKey> write) {
        try {
            return write.test(key) || !lease.isExpired(clock.instant()) ? Settlement.DONE : Settlement.TOO_LATE;
        } catch (StoreException _) {
            return Settlement.STORE_FAILED;
        }
    }
}
