package dev.tollgate.core.limit;

import dev.tollgate.core.BoundedMemory;
import dev.tollgate.core.counter.CounterKey;
import dev.tollgate.core.counter.CounterState;
import dev.tollgate.core.quota.Amounts;
import dev.tollgate.core.quota.Quota;
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

    /** What the window is known to have used, if that leaves no room for these amounts. */
    Optional<CounterState> refuses(CounterKey key, Quota quota, Amounts amounts) {
        return used.recall(key)
                .filter(known -> quota.limits().entrySet().stream()
                        .anyMatch(limit -> known.of(limit.getKey()) + amounts.of(limit.getKey()) > limit.getValue()))
                .map(known -> new CounterState(known, known, 0, List.of()));
    }
}
