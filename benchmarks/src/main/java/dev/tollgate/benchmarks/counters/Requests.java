package dev.tollgate.benchmarks.counters;

import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/** Counts what is asked of the store. Thread safe. */
final class Requests {
    private final LongAdder reads = new LongAdder();
    private final LongAdder writes = new LongAdder();
    private final DoubleAdder writeUnits = new DoubleAdder();

    void read() {
        reads.increment();
    }

    void write() {
        writes.increment();
    }

    void consumed(double units) {
        writeUnits.add(units);
    }

    /** What was asked for these decisions, the only ones so far. */
    Tally tally(Sample decisions) {
        return new Tally(decisions.decisions(), decisions.admitted(), reads.sum(), writes.sum(), writeUnits.sum());
    }
}
