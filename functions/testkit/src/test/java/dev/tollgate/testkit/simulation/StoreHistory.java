package dev.tollgate.testkit.simulation;

import static java.util.stream.Collectors.joining;

import dev.tollgate.core.counter.CounterKey;
import dev.tollgate.core.counter.CounterState;
import dev.tollgate.core.counter.Counters;
import dev.tollgate.core.counter.Lease;
import dev.tollgate.core.counter.ReserveOutcome;
import dev.tollgate.core.quota.Amounts;
import dev.tollgate.core.quota.Dimension;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Stands before the store and keeps all that it did and every state it was in. Holds its figures against its own answers:
 * {@link Check#COUNTED_ONCE}.
 */
final class StoreHistory implements Counters {
    private final Counters store;
    private final Trace trace;
    private final Consumer<CounterKey> afterWrite;
    private final Map<CounterKey, CounterHistory> histories = new LinkedHashMap<>();
    private long steps;

    /** @param afterWrite looks at a counter that may have changed */
    StoreHistory(Counters store, Trace trace, Consumer<CounterKey> afterWrite) {
        this.store = store;
        this.trace = trace;
        this.afterWrite = afterWrite;
    }

    /** An operation and what came of it, in short: figures are request, prompt, completion, total, cost. */
    private record Write(CounterKey key, Lease lease, CounterState state) {
        @Override
        public String toString() {
            return "%s %s@%s#%s/%d (%s): %s committed, %s used, %d leases"
                    .formatted(
                            lease.id().text(),
                            key.owner().id(),
                            key.window().rule().id(),
                            key.window().start(),
                            key.shard(),
                            figures(lease.reserved()),
                            figures(state.committed()),
                            figures(state.used()),
                            state.leases().size());
        }

        private static String figures(Amounts amounts) {
            return Arrays.stream(Dimension.values())
                    .map(dimension -> String.valueOf(amounts.of(dimension)))
                    .collect(joining(" "));
        }
    }

    long steps() {
        return steps;
    }

    Set<CounterKey> keys() {
        return histories.keySet();
    }

    CounterHistory of(CounterKey key) {
        return histories.computeIfAbsent(key, _ -> new CounterHistory());
    }

    @Override
    public ReserveOutcome reserve(CounterKey key, Lease lease, Map<Dimension, Long> limits) {
        var outcome = store.reserve(key, lease, limits);
        var history = of(key);
        if (outcome instanceof ReserveOutcome.Reserved) {
            history.open.add(lease);
            history.peak = Math.max(history.peak, history.open.size());
        } else {
            require(!history.open.contains(lease), key, "refused what is reserved", lease);
        }
        written(key, "reserve " + outcome.getClass().getSimpleName(), lease);
        return outcome;
    }

    @Override
    public boolean settle(CounterKey key, Lease lease, Amounts used) {
        return end(key, lease, CounterHistory.How.SETTLED, used, () -> store.settle(key, lease, used));
    }

    @Override
    public boolean release(CounterKey key, Lease lease) {
        return end(key, lease, CounterHistory.How.RELEASED, Amounts.NONE, () -> store.release(key, lease));
    }

    @Override
    public boolean expire(CounterKey key, Lease lease) {
        return end(key, lease, CounterHistory.How.EXPIRED, lease.reserved(), () -> store.expire(key, lease));
    }

    @Override
    public Optional<CounterState> read(CounterKey key) {
        return store.read(key);
    }

    private boolean end(CounterKey key, Lease lease, CounterHistory.How how, Amounts used, BooleanSupplier operation) {
        var isEnded = operation.getAsBoolean();
        var history = of(key);
        if (isEnded) {
            require(history.open.remove(lease), key, how + " what is not reserved", lease);
            history.ended.add(new CounterHistory.Ended(lease, how));
            history.used = history.used.plus(used);
        } else {
            require(!history.open.contains(lease), key, "no longer knows, to be " + how, lease);
        }
        written(key, isEnded ? how.name() : "not " + how, lease);
        return isEnded;
    }

    private void written(CounterKey key, String what, Lease lease) {
        var history = of(key);
        var state = store.read(key).orElse(CounterState.EMPTY);
        steps++;
        history.add(steps, state);
        trace.add("store", what, new Write(key, lease, state));
        require(state.used().equals(history.used), key, "used", history.used);
        require(state.committed().equals(history.committed()), key, "committed", history.committed());
        afterWrite.accept(key);
    }

    private void require(boolean holds, CounterKey key, String what, Object subject) {
        if (!holds) {
            trace.require(
                    false,
                    Check.COUNTED_ONCE,
                    () -> "%s: %s %s, but is %s".formatted(key, what, subject, of(key).last()));
        }
    }
}
