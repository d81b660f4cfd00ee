package dev.tollgate.testkit.model;

import dev.tollgate.core.counter.CorrectionId;
import dev.tollgate.core.counter.CorrectionOutcome;
import dev.tollgate.core.counter.CounterCorrections;
import dev.tollgate.core.counter.CounterKey;
import dev.tollgate.core.counter.CounterState;
import dev.tollgate.core.counter.Counters;
import dev.tollgate.core.counter.Credits;
import dev.tollgate.core.counter.Lease;
import dev.tollgate.core.counter.ReserveOutcome;
import dev.tollgate.core.quota.Amounts;
import dev.tollgate.core.quota.Dimension;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@link Counters} and {@link CounterCorrections} mean, as plainly as it can be said: a counter is the list of what
 * happened to it, and every figure is worked out from the whole list each time. Slow on purpose; not thread safe.
 */
public final class ReferenceCounters implements Counters, CounterCorrections {
    private final Map<CounterKey, List<Event>> histories = new HashMap<>();

    private sealed interface Event {
        record Booked(Lease lease) implements Event {}

        record Ended(Lease lease, Amounts used, boolean isAssumed) implements Event {}

        record Corrected(CorrectionId id, Credits credits) implements Event {}
    }

    @Override
    public ReserveOutcome reserve(CounterKey key, Lease lease, Map<Dimension, Long> limits) {
        var before = state(key);
        if (before.leases().contains(lease)) {
            return new ReserveOutcome.Reserved(before);
        }
        var after = before.committed().plus(lease.reserved());
        for (var limit : limits.entrySet()) {
            var charged = after.of(limit.getKey()) - before.credits().of(limit.getKey());
            if (charged > limit.getValue() || lease.reserved().of(limit.getKey()) > limit.getValue()) {
                return new ReserveOutcome.Refused(before);
            }
        }
        history(key).add(new Event.Booked(lease));
        return new ReserveOutcome.Reserved(state(key));
    }

    @Override
    public boolean settle(CounterKey key, Lease lease, Amounts used) {
        return end(key, new Event.Ended(lease, used, false));
    }

    @Override
    public boolean release(CounterKey key, Lease lease) {
        return end(key, new Event.Ended(lease, Amounts.NONE, false));
    }

    @Override
    public boolean expire(CounterKey key, Lease lease) {
        return end(key, new Event.Ended(lease, lease.reserved(), true));
    }

    @Override
    public CorrectionOutcome reset(CounterKey key, CorrectionId id) {
        var state = state(key);
        var forgiven = state.used().minus(state.credits().forgiven());
        return correct(key, new Event.Corrected(id, new Credits(forgiven, Amounts.NONE)));
    }

    @Override
    public CorrectionOutcome topUp(CounterKey key, CorrectionId id, Amounts granted) {
        return correct(key, new Event.Corrected(id, new Credits(Amounts.NONE, granted)));
    }

    private CorrectionOutcome correct(CounterKey key, Event.Corrected correction) {
        var ids = histories.getOrDefault(key, List.of()).stream()
                .filter(Event.Corrected.class::isInstance)
                .map(event -> ((Event.Corrected) event).id())
                .toList();
        if (!ids.contains(correction.id())) {
            if (ids.size() == MOST) {
                return new CorrectionOutcome.TooMany(state(key));
            }
            history(key).add(correction);
        }
        return new CorrectionOutcome.Applied(state(key));
    }

    @Override
    public Optional<CounterState> read(CounterKey key) {
        return histories.containsKey(key) ? Optional.of(state(key)) : Optional.empty();
    }

    private boolean end(CounterKey key, Event.Ended ending) {
        return state(key).leases().contains(ending.lease()) && history(key).add(ending);
    }

    private List<Event> history(CounterKey key) {
        return histories.computeIfAbsent(key, _ -> new ArrayList<>());
    }

    /** Used is what endings say; reserved is what has no ending; committed is both. */
    private CounterState state(CounterKey key) {
        var used = Amounts.NONE;
        var assumed = 0;
        var credits = Credits.NONE;
        var open = new LinkedHashSet<Lease>();
        for (var event : histories.getOrDefault(key, List.of())) {
            switch (event) {
                case Event.Booked(var lease) -> open.add(lease);
                case Event.Ended(var lease, var amounts, var isAssumed) -> {
                    open.remove(lease);
                    used = used.plus(amounts);
                    assumed += isAssumed ? 1 : 0;
                }
                case Event.Corrected corrected -> credits = credits.plus(corrected.credits());
            }
        }
        var reserved = open.stream().map(Lease::reserved).reduce(Amounts.NONE, Amounts::plus);
        return new CounterState(used.plus(reserved), used, assumed, List.copyOf(open), credits);
    }
}
