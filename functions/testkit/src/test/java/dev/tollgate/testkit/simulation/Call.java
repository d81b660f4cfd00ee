package dev.tollgate.testkit.simulation;

import dev.tollgate.core.counter.CounterKey;
import dev.tollgate.core.counter.Lease;
import dev.tollgate.core.limit.OwnerQuotas;
import dev.tollgate.core.usage.Estimate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** One call, as somebody knows it who sees everything. */
final class Call {
    /** The one that the running task is about; nobody's where the network delivers what is late. */
    static final ScopedValue<Call> CURRENT = ScopedValue.newInstance();

    final String name;
    final List<OwnerQuotas> owners;
    final Estimate asked;
    /** When its gateway began to decide, by that gateway's clock. */
    final Instant begin;
    /** Until when it may be alive. */
    final Instant deadline;
    /** How many operations the store had done when it began. */
    final long firstStep;
    /** What it asked for, wherever and whatever the answer. */
    final List<Hold> attempts = new ArrayList<>();
    /** Where it was told that it holds a reservation, and did not give it back. */
    final Set<Hold> holds = new LinkedHashSet<>();
    /** Whether an operation failed for it, was done twice or late. */
    boolean hasTrouble;

    Call(String name, List<OwnerQuotas> owners, Estimate asked, Instant begin, Instant deadline, long firstStep) {
        this.name = name;
        this.owners = owners;
        this.asked = asked;
        this.begin = begin;
        this.deadline = deadline;
        this.firstStep = firstStep;
    }

    /** A lease in a counter. */
    record Hold(CounterKey key, Lease lease) {}

    @Override
    public String toString() {
        return name;
    }
}
