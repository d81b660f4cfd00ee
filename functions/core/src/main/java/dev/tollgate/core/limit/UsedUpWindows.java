package dev.tollgate.core.limit;

import dev.tollgate.core.BoundedMemory;
import dev.tollgate.core.counter.CounterKey;
import dev.tollgate.core.counter.CounterState;
import dev.tollgate.core.quota.Amounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Remembers what was used in windows that refused. Use never falls, so what it once left no room for is refused until the
 * window ends, without a write. What calls in flight reserve does not count here: they may give it back. Thread safe.
 */
final class UsedUpWindows {
    private static final int CAPACITY = 10_000;

    private final BoundedMemory<CounterKey, Amounts> used = new BoundedMemory<>(CAPACITY);

    /** Remembers what was used in a window that refused. */
    void remember(CounterKey key, CounterState state) {
        used.remember(key, state.used());
    }

    /** What a shard is known to have used, if that leaves no room for the call. */
    Optional<CounterState> refuses(Claim claim, int shard) {
        return used.recall(claim.key(shard))
                .filter(known -> claim.stops() && !claim.fits(known, shard))
                .map(known -> new CounterState(known, known, 0, List.of()));
    }

    /** What every shard is known to have used, if none leaves room for the call. */
    Optional<Attempt> refuses(Claim claim) {
        var states = new ArrayList<CounterState>();
        for (var shard = 0; shard < claim.shards().count(); shard++) {
            var known = refuses(claim, shard);
            if (known.isEmpty()) {
                return Optional.empty();
            }
            states.add(known.get());
        }
        return Optional.of(new Attempt.Full(new ShardStates(claim, states)));
    }
}
