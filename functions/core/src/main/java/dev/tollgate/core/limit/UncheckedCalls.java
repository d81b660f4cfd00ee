package dev.tollgate.core.limit;

import dev.tollgate.core.BoundedMemory;
import dev.tollgate.core.counter.Owner;
import dev.tollgate.core.quota.WindowRule;
import dev.tollgate.core.store.StoreException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the calls that each window let through while its counter failed, and says when they are enough. Thread safe. */
final class UncheckedCalls {
    private static final int CAPACITY = 10_000;

    private final BoundedMemory<Key, AtomicLong> passed = new BoundedMemory<>(CAPACITY);

    /**
     * Whether one more may pass. A counter that is asked too much, or cannot be read, has not failed: whoever asks often
     * enough could open it otherwise.
     */
    boolean mayPass(Claim claim, StoreException cause, Instant now) {
        if (cause instanceof StoreException.Throttled || cause instanceof StoreException.Corrupt) {
            return false;
        }
        var capacity = claim.owner().enforcement().onStoreFailure().capacity();
        return capacity > 0
                && passed.recallOr(key(claim, now), AtomicLong::new)
                                .getAndUpdate(calls -> Math.min(calls + 1, capacity))
                        < capacity;
    }

    /** Takes back that a call may pass, because it did not after all. */
    void takeBack(Claim claim, Instant now) {
        passed.recall(key(claim, now)).ifPresent(AtomicLong::decrementAndGet);
    }

    /** The window of the calls in flight never ends: it is taken for one that begins every minute. */
    private static Key key(Claim claim, Instant now) {
        var window = claim.window();
        var start = window.isInFlight() ? now.truncatedTo(ChronoUnit.MINUTES) : window.start();
        return new Key(claim.owner().owner(), window.rule(), start);
    }

    private record Key(Owner owner, WindowRule rule, Instant start) {}
}
