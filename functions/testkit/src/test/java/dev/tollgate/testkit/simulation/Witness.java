package dev.tollgate.testkit.simulation;

import dev.tollgate.core.counter.CounterKey;
import dev.tollgate.core.counter.CounterState;
import dev.tollgate.core.counter.Counters;
import dev.tollgate.core.counter.Lease;
import dev.tollgate.core.counter.LeaseId;
import dev.tollgate.core.counter.ReserveOutcome;
import dev.tollgate.core.quota.Amounts;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.store.StoreException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Stands between a limiter and its network, and knows which call asks: whether what it is told is the truth, and whether
 * those it buries are dead.
 */
record Witness(Counters network, Known known) implements Counters {
    /** What all witnesses know together. */
    record Known(Scheduler scheduler, StoreHistory history, Trace trace, Map<LeaseId, Call> calls) {
        Known(Scheduler scheduler, StoreHistory history, Trace trace) {
            this(scheduler, history, trace, new HashMap<>());
        }
    }

    @Override
    public ReserveOutcome reserve(CounterKey key, Lease lease, Map<Dimension, Long> limits) {
        var call = Call.CURRENT.get();
        var hold = new Call.Hold(key, lease);
        known.calls.put(lease.id(), call);
        var isFirst = !call.attempts.contains(hold);
        call.attempts.add(hold);
        try {
            var outcome = network.reserve(key, lease, limits);
            if (outcome instanceof ReserveOutcome.Reserved) {
                call.holds.add(hold);
            }
            return outcome;
        } catch (StoreException e) {
            known.trace.add(call.name, "is told", e);
            var isOpen = isFirst && known.history.of(key).open.contains(lease);
            known.trace.require(
                    e instanceof StoreException.Unknown || !isOpen,
                    Check.TOLD_THE_TRUTH,
                    () -> "%s is reserved, but %s was told that it is not: %s".formatted(lease, call, e));
            throw e;
        }
    }

    @Override
    public boolean settle(CounterKey key, Lease lease, Amounts used) {
        return network.settle(key, lease, used);
    }

    @Override
    public boolean release(CounterKey key, Lease lease) {
        Call.CURRENT.get().holds.remove(new Call.Hold(key, lease));
        requireDead(lease);
        return network.release(key, lease);
    }

    @Override
    public boolean expire(CounterKey key, Lease lease) {
        requireDead(lease);
        return network.expire(key, lease);
    }

    @Override
    public Optional<CounterState> read(CounterKey key) {
        return network.read(key);
    }

    /** A lease of somebody else's is ended only when that call can no longer be alive. */
    private void requireDead(Lease lease) {
        var owner = Objects.requireNonNull(known.calls.get(lease.id()));
        var isOwn = owner == Call.CURRENT.get();
        known.trace.require(
                isOwn || known.scheduler.now().isAfter(owner.deadline),
                Check.THE_LIVING_ARE_NOT_BURIED,
                () -> "%s of %s is buried by %s, but it may be alive".formatted(lease, owner, Call.CURRENT.get()));
    }
}
