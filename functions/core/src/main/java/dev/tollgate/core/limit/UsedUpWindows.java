package dev.tollgate.core.limit;

import dev.tollgate.core.BoundedMemory;
import dev.tollgate.core.counter.CounterKey;
import dev.tollgate.core.counter.CounterState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;

/**
 * Remembers what was used in windows that refused. Use never falls but by an operator's correction, so what it once left no
 * room for is refused without a write; after a minute the counter is asked again, because it may have been corrected. What
 * calls in flight reserve does not count here: they may give it back. Thread safe.
 */
final class UsedUpWindows {
    /** A correction is seen by every process within this time. */
    static final Duration BELIEVED_FOR = Duration.ofSeconds(60);

    private static final int CAPACITY = 10_000;

    private final BoundedMemory<CounterKey, Known> known = new BoundedMemory<>(CAPACITY);

    /** What a counter said without its calls in flight, and until when that is believed. */
    private record Known(CounterState settled, Instant until) {}

    /** Remembers what was used in a window that refused. */
    void remember(CounterKey key, CounterState state, Instant now) {
        known.remember(key, new Known(state.settled(), now.plus(BELIEVED_FOR)));
    }

    /** What a shard is known to have used, if that leaves no room for the call. */
    Optional<CounterState> refuses(Claim claim, int shard, Instant now) {
        return known.recall(claim.key(shard))
                .filter(entry -> now.isBefore(entry.until()))
                .map(Known::settled)
                .filter(settled -> claim.stops() && !claim.fits(settled, shard));
    }

    /** What every shard is known to have used, if none leaves room for the call. */
    Optional<Attempt> refuses(Claim claim, Instant now) {
        var states = new ArrayList<CounterState>();
        for (var shard = 0; shard < claim.shards().count(); shard++) {
            var settled = refuses(claim, shard, now);
            if (settled.isEmpty()) {
                return Optional.empty();
            }
            states.add(settled.get());
        }
        return Optional.of(new Attempt.Full(new ShardStates(claim, states)));
    }
}
