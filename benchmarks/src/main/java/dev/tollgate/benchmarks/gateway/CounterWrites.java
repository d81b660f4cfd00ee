package dev.tollgate.benchmarks.gateway;

import dev.tollgate.core.counter.CounterKey;
import dev.tollgate.core.counter.Counters;
import dev.tollgate.core.counter.Lease;
import dev.tollgate.core.counter.LeaseId;
import dev.tollgate.core.counter.Owner;
import dev.tollgate.core.counter.ReserveOutcome;
import dev.tollgate.core.quota.Amounts;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The write that Tollgate makes before it sends a call: the reservation, in one counter for all. It is settled again, which
 * is not timed.
 *
 * @param name what tables call it
 * @param counters where it is written
 */
record CounterWrites(String name, Counters counters) implements Contestant {
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:30Z");
    private static final Instant LEASE_UNTIL = NOW.plusSeconds(960);
    private static final CounterKey KEY = new CounterKey(
            new Owner.OfSubscription("writes"), Plan.QUOTA.window().windowAt(NOW));
    private static final Amounts RESERVED = new Amounts(1, 1_000, 64, 1_064, 0);
    private static final Amounts USED = new Amounts(1, 208, 40, 248, 0);

    @Override
    public boolean takes(Load load) {
        return load.kind() == Kind.COUNTER_WRITE;
    }

    @Override
    public Sample measure(Load load, Duration time) {
        return ClosedLoop.run(load.connections(), _ -> this::write, time);
    }

    @Override
    public void close() {
        // The store is whose who opened it.
    }

    private Connection.Timing write() {
        var lease = new Lease(LeaseId.next(ThreadLocalRandom.current()), LEASE_UNTIL, RESERVED);
        var asked = System.nanoTime();
        var outcome = counters.reserve(KEY, lease, Plan.QUOTA.limits());
        var nanos = System.nanoTime() - asked;
        if (!(outcome instanceof ReserveOutcome.Reserved) || !counters.settle(KEY, lease, USED)) {
            throw new IllegalStateException("refused below the limit: " + outcome);
        }
        return new Connection.Timing(nanos, nanos);
    }
}
