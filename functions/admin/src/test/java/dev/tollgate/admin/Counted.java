package dev.tollgate.admin;

import dev.tollgate.core.counter.CounterKey;
import dev.tollgate.core.counter.Lease;
import dev.tollgate.core.counter.LeaseId;
import dev.tollgate.core.counter.Owner;
import dev.tollgate.core.quota.Amounts;
import dev.tollgate.core.quota.WindowRule;
import dev.tollgate.testkit.InMemoryCounters;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;

/** Counts what calls use, past every limit. */
record Counted(InMemoryCounters counters, Random ids) {
    Counted(InMemoryCounters counters) {
        this(counters, new Random(7));
    }

    /** A call that has ended. */
    void used(Owner owner, WindowRule rule, Instant at, Amounts amounts) {
        counters.settle(new CounterKey(owner, rule.windowAt(at)), reserved(owner, rule, at, amounts), amounts);
    }

    /** A call in flight. */
    Lease reserved(Owner owner, WindowRule rule, Instant at, Amounts amounts) {
        var lease = new Lease(LeaseId.next(ids), at.plus(Duration.ofMinutes(16)), amounts);
        counters.reserve(new CounterKey(owner, rule.windowAt(at)), lease, Map.of());
        return lease;
    }

    static Amounts tokens(long requests, long prompt, long completion) {
        return new Amounts(requests, prompt, completion, prompt + completion, 0);
    }
}
