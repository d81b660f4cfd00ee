package dev.tollgate.testkit.simulation;

import dev.tollgate.core.counter.CounterKey;
import dev.tollgate.core.counter.CounterState;
import dev.tollgate.core.counter.Counters;
import dev.tollgate.core.counter.Lease;
import dev.tollgate.core.counter.ReserveOutcome;
import dev.tollgate.core.quota.Amounts;
import dev.tollgate.core.quota.Dimension;
import java.util.Map;
import java.util.Optional;

/** Passes everything on; a faulty client replaces what it does wrong. */
class ForwardingCounters implements Counters {
    private final Counters counters;

    ForwardingCounters(Counters counters) {
        this.counters = counters;
    }

    @Override
    public ReserveOutcome reserve(CounterKey key, Lease lease, Map<Dimension, Long> limits) {
        return counters.reserve(key, lease, limits);
    }

    @Override
    public boolean settle(CounterKey key, Lease lease, Amounts used) {
        return counters.settle(key, lease, used);
    }

    @Override
    public boolean release(CounterKey key, Lease lease) {
        return counters.release(key, lease);
    }

    @Override
    public boolean expire(CounterKey key, Lease lease) {
        return counters.expire(key, lease);
    }

    @Override
    public Optional<CounterState> read(CounterKey key) {
        return counters.read(key);
    }
}
