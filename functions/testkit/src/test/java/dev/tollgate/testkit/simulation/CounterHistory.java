package dev.tollgate.testkit.simulation;

import dev.tollgate.core.counter.CounterState;
import dev.tollgate.core.counter.Lease;
import dev.tollgate.core.quota.Amounts;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** One counter: the states it was in, and what should be in it by the store's own answers. */
final class CounterHistory {
    /** The reservations that were acknowledged and have not ended. */
    final Set<Lease> open = new LinkedHashSet<>();
    /** Those that have. */
    final List<Ended> ended = new ArrayList<>();
    /** What their endings said was used. */
    Amounts used = Amounts.NONE;
    /** The most reservations that were open at once. */
    int peak;

    private final List<Moment> moments = new ArrayList<>(List.of(new Moment(0, CounterState.EMPTY)));

    /** How a reservation came to its end. */
    enum How {
        SETTLED,
        RELEASED,
        EXPIRED
    }

    /** An end that the store has acknowledged. */
    record Ended(Lease lease, How how) {}

    /** What a counter said after so many operations of the store. */
    private record Moment(long step, CounterState state) {}

    /** Keeps what the counter says now. */
    void add(long step, CounterState state) {
        if (!state.equals(last())) {
            moments.add(new Moment(step, state));
        }
    }

    CounterState last() {
        return moments.getLast().state();
    }

    /** The state in which a step found it, and those since. */
    List<CounterState> since(long step) {
        var first = moments.size() - 1;
        while (moments.get(first).step() > step) {
            first--;
        }
        return moments.subList(first, moments.size()).stream()
                .map(Moment::state)
                .toList();
    }

    /** What was used, and what is reserved. */
    Amounts committed() {
        return open.stream().map(Lease::reserved).reduce(used, Amounts::plus);
    }
}
