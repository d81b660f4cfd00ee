package dev.tollgate.testkit;

import dev.tollgate.core.counter.CounterCorrections;
import dev.tollgate.core.counter.Counters;

class InMemoryCorrectionsTest extends CorrectionsContract {
    private final InMemoryCounters counters = new InMemoryCounters();

    @Override
    protected Counters counters() {
        return counters;
    }

    @Override
    protected CounterCorrections corrections() {
        return counters;
    }
}
