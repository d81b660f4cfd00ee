package dev.tollgate.core.limit;

import dev.tollgate.core.counter.Counters;
import dev.tollgate.core.store.StoreException;
import dev.tollgate.core.usage.Usage;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;

/**
 * What an admitted call holds in the counters. It ends once, by {@link #settle} or {@link #release}; if by neither,
 * because the process died, its lease expires and all of it counts as used.
 *
 * <p>Thread safe; both endings block for the store and never throw a {@link StoreException}.
 */
public final class Reservation {
    /** By how much the clocks of two processes may differ: so long before its time another one may have buried a lease. */
    private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(10);

    private final Counters counters;
    private final Parallel parallel;
    private final List<Hold> holds;
    private final InstantSource clock;
    private final AtomicBoolean ended = new AtomicBoolean();

    Reservation(Counters counters, Parallel parallel, List<Hold> holds, InstantSource clock) {
        this.counters = counters;
        this.parallel = parallel;
        this.holds = List.copyOf(holds);
        this.clock = clock;
    }

    /**
     * Replaces the reservation by what the call used, in the windows that admitted it. A usage whose source is the
     * reservation charges all that the call could have used.
     *
     * @throws IllegalStateException if it has ended already
     */
    public Settlement settle(Usage usage) {
        return end((hold, isInTime) -> Insistent.write(() -> hold.booked(counters, isInTime))
                .flatMap(booked -> Insistent.write(() -> booked.settle(counters, usage))));
    }

    /**
     * Gives everything back, the request too: for a call that produced no output.
     *
     * @throws IllegalStateException if it has ended already
     */
    public Settlement release() {
        return end((hold, _) -> Insistent.write(() -> hold.release(counters)));
    }

    /** Whether it has not ended yet. */
    public boolean isOpen() {
        return !ended.get();
    }

    private Settlement end(BiFunction<Hold, Boolean, Optional<Boolean>> ending) {
        if (!ended.compareAndSet(false, true)) {
            throw new IllegalStateException("the reservation has ended already");
        }
        return parallel.map(holds, hold -> end(hold, ending)).stream()
                .max(Comparator.naturalOrder())
                .orElse(Settlement.DONE);
    }

    /** A lease that is gone well before its time was ended by an earlier attempt, whose reply was lost. */
    private Settlement end(Hold hold, BiFunction<Hold, Boolean, Optional<Boolean>> ending) {
        var isInTime = !hold.claim().lease().isExpired(clock.instant().plus(CLOCKS_DIFFER));
        return ending.apply(hold, isInTime)
                .map(wasThere -> wasThere || isInTime ? Settlement.DONE : Settlement.TOO_LATE)
                .orElse(Settlement.STORE_FAILED);
    }
}
