package dev.tollgate.testkit.simulation;

import dev.tollgate.core.counter.CounterKey;
import dev.tollgate.core.counter.CounterState;
import dev.tollgate.core.counter.Counters;
import dev.tollgate.core.counter.Lease;
import dev.tollgate.core.counter.ReserveOutcome;
import dev.tollgate.core.quota.Amounts;
import dev.tollgate.core.quota.Dimension;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Counters in memory in which every step of the algorithm can be replaced by a faulty one; unaltered, they are right. Not
 * thread safe.
 */
class AlterableCounters implements Counters {
    private final Map<CounterKey, CounterState> states = new HashMap<>();

    /** Whether the lease is there. */
    boolean isSet(CounterState state, Lease lease) {
        return state.leases().contains(lease);
    }

    /** Whether a limit leaves room for what is reserved. */
    boolean fits(Dimension dimension, long committed, long reserved, long limit) {
        return committed + reserved <= limit;
    }

    /** What a refusal leaves. */
    CounterState refused(CounterState state, Lease lease) {
        return state;
    }

    /** What an ending leaves, before the lease is removed. */
    CounterState settled(CounterState state, Lease lease, Amounts used) {
        return with(
                state,
                state.committed().minus(lease.reserved()).plus(used),
                state.used().plus(used),
                0);
    }

    /** What a release leaves, before the lease is removed. */
    CounterState released(CounterState state, Lease lease) {
        return settled(state, lease, Amounts.NONE);
    }

    /** What the expiry of a lease leaves, before it is removed. */
    CounterState expired(CounterState state, Lease lease) {
        return with(state, state.committed(), state.used().plus(lease.reserved()), 1);
    }

    /** The leases that remain when one has ended. */
    List<Lease> without(List<Lease> leases, Lease lease) {
        var rest = new ArrayList<>(leases);
        rest.remove(lease);
        return rest;
    }

    static CounterState with(CounterState state, Amounts committed, Amounts used, int assumed) {
        return new CounterState(committed, used, state.assumed() + assumed, state.leases());
    }

    @Override
    public ReserveOutcome reserve(CounterKey key, Lease lease, Map<Dimension, Long> limits) {
        var state = state(key);
        if (isSet(state, lease)) {
            return new ReserveOutcome.Reserved(state);
        }
        var fits = limits.entrySet().stream().allMatch(limit -> {
            var dimension = limit.getKey();
            return fits(
                    dimension, state.committed().of(dimension), lease.reserved().of(dimension), limit.getValue());
        });
        if (!fits) {
            states.put(key, refused(state, lease));
            return new ReserveOutcome.Refused(state);
        }
        var leases = new ArrayList<>(state.leases());
        leases.add(lease);
        states.put(
                key, new CounterState(state.committed().plus(lease.reserved()), state.used(), state.assumed(), leases));
        return new ReserveOutcome.Reserved(state(key));
    }

    @Override
    public boolean settle(CounterKey key, Lease lease, Amounts used) {
        return isSet(state(key), lease) && end(key, lease, settled(state(key), lease, used));
    }

    @Override
    public boolean release(CounterKey key, Lease lease) {
        return isSet(state(key), lease) && end(key, lease, released(state(key), lease));
    }

    @Override
    public boolean expire(CounterKey key, Lease lease) {
        return isSet(state(key), lease) && end(key, lease, expired(state(key), lease));
    }

    @Override
    public Optional<CounterState> read(CounterKey key) {
        return states.containsKey(key) ? Optional.of(state(key)) : Optional.empty();
    }

    private boolean end(CounterKey key, Lease lease, CounterState state) {
        states.put(
                key,
                new CounterState(state.committed(), state.used(), state.assumed(), without(state.leases(), lease)));
        return true;
    }

    CounterState state(CounterKey key) {
        return states.getOrDefault(key, CounterState.EMPTY);
    }

    /** Puts a counter into another state. */
    void put(CounterKey key, CounterState state) {
        states.put(key, state);
    }
}
