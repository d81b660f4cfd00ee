package dev.tollgate.testkit;

import dev.tollgate.core.counter.CounterKey;
import dev.tollgate.core.counter.CounterState;
import dev.tollgate.core.counter.Counters;
import dev.tollgate.core.counter.Lease;
import dev.tollgate.core.counter.ReserveOutcome;
import dev.tollgate.core.quota.Amounts;
import dev.tollgate.core.quota.Dimension;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Counters in memory, held to the same contract as the real ones. Thread safe. */
public final class InMemoryCounters implements Counters {
    private final Map<CounterKey, CounterState> states = new HashMap<>();
    private long writes;

    /** How many writes it was asked for, whatever it answered: what a real store would charge for. */
    public synchronized long writes() {
        return writes;
    }

    @Override
    public synchronized ReserveOutcome reserve(CounterKey key, Lease lease, Map<Dimension, Long> limits) {
        writes++;
        var state = states.getOrDefault(key, CounterState.EMPTY);
        if (state.leases().contains(lease)) {
            return new ReserveOutcome.Reserved(state);
        }
        if (exceeds(state, lease, limits)) {
            return new ReserveOutcome.Refused(state);
        }
        var next = withLease(state, lease);
        states.put(key, next);
        return new ReserveOutcome.Reserved(next);
    }

    @Override
    public boolean settle(CounterKey key, Lease lease, Amounts used) {
        return end(key, lease, state -> withUse(state.released(lease), used));
    }

    @Override
    public boolean release(CounterKey key, Lease lease) {
        return settle(key, lease, Amounts.NONE);
    }

    @Override
    public boolean expire(CounterKey key, Lease lease) {
        return end(key, lease, state -> state.expired(lease));
    }

    @Override
    public synchronized Optional<CounterState> read(CounterKey key) {
        return Optional.ofNullable(states.get(key));
    }

    private synchronized boolean end(CounterKey key, Lease lease, UnaryOperator<CounterState> change) {
        writes++;
        var state = states.getOrDefault(key, CounterState.EMPTY);
        if (!state.leases().contains(lease)) {
            return false;
        }
        states.put(key, change.apply(state));
        return true;
    }

    private static boolean exceeds(CounterState state, Lease lease, Map<Dimension, Long> limits) {
        return limits.entrySet().stream()
                .anyMatch(limit ->
                        state.committed().of(limit.getKey()) + lease.reserved().of(limit.getKey()) > limit.getValue());
    }

    private static CounterState withLease(CounterState state, Lease lease) {
        return new CounterState(
                state.committed().plus(lease.reserved()),
                state.used(),
                state.assumed(),
                Stream.concat(state.leases().stream(), Stream.of(lease)).toList());
    }

    private static CounterState withUse(CounterState state, Amounts used) {
        return new CounterState(state.committed().plus(used), state.used().plus(used), state.assumed(), state.leases());
    }
}
