package dev.tollgate.core.limit;

import dev.tollgate.core.BoundedMemory;
import dev.tollgate.core.counter.CounterKey;
import dev.tollgate.core.counter.CounterState;
import dev.tollgate.core.quota.Amounts;
import dev.tollgate.core.quota.Quota;
import java.util.Optional;

/**
 * Remembers what was used in windows that refused. Use never falls, so what it once left no room for is refused until the
 * window ends, without a write. What calls in flight reserve does not count here: they may give it back. Thread safe.
 */
final class UsedUpWindows {
    private static final int CAPACITY = 10_000;

    private final BoundedMemory<CounterKey, CounterState> refused = new BoundedMemory<>(CAPACITY);

    /** Remembers the state in which a window refused. */
    void remember(CounterKey key, CounterState state) {
        refused.remember(key, state);
    }

    /** The remembered state, if what was used then leaves no room for these amounts. */
    Optional<CounterState> refuses(CounterKey key, Quota quota, Amounts amounts) {
        return refused.recall(key)
                .filter(state -> quota.limits().entrySet().stream()
                        .anyMatch(limit ->
                                state.used().of(limit.getKey()) + amounts.of(limit.getKey()) > limit.getValue()));
    }
}
