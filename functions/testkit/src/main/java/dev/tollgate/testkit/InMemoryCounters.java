package dev.tollgate.testkit;

import static java.util.stream.Collectors.toMap;

import dev.tollgate.core.counter.CorrectionId;
import dev.tollgate.core.counter.CorrectionOutcome;
import dev.tollgate.core.counter.CounterCorrections;
import dev.tollgate.core.counter.CounterHistory;
import dev.tollgate.core.counter.CounterKey;
import dev.tollgate.core.counter.CounterState;
import dev.tollgate.core.counter.Counters;
import dev.tollgate.core.counter.Credits;
import dev.tollgate.core.counter.Lease;
import dev.tollgate.core.counter.Owner;
import dev.tollgate.core.counter.ReserveOutcome;
import dev.tollgate.core.quota.Amounts;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.WindowLength;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Counters in memory, held to the same contracts as the real ones. Thread safe. */
public final class InMemoryCounters implements Counters, CounterCorrections, CounterHistory {
    private final Map<CounterKey, CounterState> states = new HashMap<>();
    private final Map<CounterKey, Set<CorrectionId>> corrections = new HashMap<>();
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

    @Override
    public CorrectionOutcome reset(CounterKey key, CorrectionId id) {
        return correct(
                key, id, state -> new Credits(state.used().minus(state.credits().forgiven()), Amounts.NONE));
    }

    @Override
    public CorrectionOutcome topUp(CounterKey key, CorrectionId id, Amounts granted) {
        return correct(key, id, _ -> new Credits(Amounts.NONE, granted));
    }

    private synchronized CorrectionOutcome correct(
            CounterKey key, CorrectionId id, Function<CounterState, Credits> credits) {
        if (key.window().isInFlight()) {
            throw new IllegalArgumentException("calls in flight are not corrected: they end");
        }
        writes++;
        var made = corrections.computeIfAbsent(key, _ -> new HashSet<>());
        var state = states.getOrDefault(key, CounterState.EMPTY);
        if (made.contains(id)) {
            return new CorrectionOutcome.Applied(state);
        }
        if (made.size() == MOST) {
            return new CorrectionOutcome.TooMany(state);
        }
        made.add(id);
        var corrected = state.credited(credits.apply(state));
        states.put(key, corrected);
        return new CorrectionOutcome.Applied(corrected);
    }

    @Override
    public synchronized Map<CounterKey, CounterState> read(Collection<CounterKey> keys) {
        return keys.stream().distinct().filter(states::containsKey).collect(toMap(key -> key, states::get));
    }

    @Override
    public synchronized SortedMap<Instant, CounterState> windows(
            Owner owner, WindowLength length, int shard, Instant from, Instant until, int most) {
        var windows = new TreeMap<Instant, CounterState>();
        states.forEach((key, state) -> {
            var start = key.window().start();
            if (key.equals(new CounterKey(owner, key.window(), shard))
                    && key.window().rule().id().equals(length.id())
                    && !start.isBefore(from)
                    && start.isBefore(until)) {
                windows.put(start, state);
            }
        });
        while (windows.size() > most) {
            windows.pollLastEntry();
        }
        return windows;
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
        return limits.entrySet().stream().anyMatch(limit -> {
            var reserved = lease.reserved().of(limit.getKey());
            return Math.max(0, state.charged(limit.getKey())) + reserved > limit.getValue();
        });
    }

    private static CounterState withLease(CounterState state, Lease lease) {
        return new CounterState(
                state.committed().plus(lease.reserved()),
                state.used(),
                state.assumed(),
                Stream.concat(state.leases().stream(), Stream.of(lease)).toList(),
                state.credits());
    }

    private static CounterState withUse(CounterState state, Amounts used) {
        return new CounterState(
                state.committed().plus(used),
                state.used().plus(used),
                state.assumed(),
                state.leases(),
                state.credits());
    }
}
