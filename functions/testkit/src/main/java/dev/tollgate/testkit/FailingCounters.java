package dev.tollgate.testkit;

import dev.tollgate.core.counter.CounterKey;
import dev.tollgate.core.counter.CounterState;
import dev.tollgate.core.counter.Counters;
import dev.tollgate.core.counter.Lease;
import dev.tollgate.core.counter.ReserveOutcome;
import dev.tollgate.core.quota.Amounts;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.store.StoreException;
import java.util.Map;
import java.util.Optional;

/**
 * Counters that never answer. Thread safe.
 *
 * @param failure what every method throws
 */
public record FailingCounters(StoreException failure) implements Counters {
    @Override
    public ReserveOutcome reserve(CounterKey key, Lease lease, Map<Dimension, Long> limits) {
        throw failure;
    }

    @Override
    public boolean settle(CounterKey key, Lease lease, Amounts used) {
        throw failure;
    }

    @Override
    public boolean release(CounterKey key, Lease lease) {
        throw failure;
    }

    @Override
    public boolean expire(CounterKey key, Lease lease) {
        throw failure;
    }

    @Override
    public Optional<CounterState> read(CounterKey key) {
        throw failure;
    }
}
