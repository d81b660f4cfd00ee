package dev.tollgate.testkit;

import dev.tollgate.core.counter.CounterHistory;
import dev.tollgate.core.counter.Counters;

class InMemoryHistoryTest extends CounterHistoryContract {
    private final InMemoryCounters counters = new InMemoryCounters();

    @Override
    protected Counters counters() {
        return counters;
    }

    @Override
    protected CounterHistory history() {
        return counters;
    }
}
