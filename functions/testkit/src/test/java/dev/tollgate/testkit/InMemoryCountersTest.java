package dev.tollgate.testkit;

import dev.tollgate.core.counter.Counters;

class InMemoryCountersTest extends CountersContract {
    private final Counters counters = new InMemoryCounters();

    @Override
    protected Counters counters() {
        return counters;
    }
}
