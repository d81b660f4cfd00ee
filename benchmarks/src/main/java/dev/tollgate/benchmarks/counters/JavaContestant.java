package dev.tollgate.benchmarks.counters;

import dev.tollgate.benchmarks.processes.LocalDynamo;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * A contestant in this process.
 *
 * @param name what tables call it
 * @param floor what it is compared with
 * @param loads under which loads it means anything
 * @param server where it counts
 * @param factory makes a decider with counters of its own
 * @param timed the decider that is timed
 */
record JavaContestant(
        String name, String floor, Predicate<Load> loads, LocalDynamo server, Decider.Factory factory, Decider timed)
        implements Contestant {
    static final long NEVER_REACHED = 1_000_000_000_000L;

    static JavaContestant of(
            String name,
            String floor,
            Predicate<Load> loads,
            LocalDynamo server,
            Store store,
            Decider.Factory factory) {
        return new JavaContestant(
                name, floor, loads, server, factory, factory.over(store, prefix("t", name), NEVER_REACHED));
    }

    @Override
    public boolean takes(Load load) {
        return loads.test(load);
    }

    @Override
    public Sample measure(Load load, Duration time) {
        return new ClosedLoop(load).run(timed, time);
    }

    @Override
    public Tally count(Load load, int tries, long limit) {
        var requests = new Requests();
        try (var store = Store.counting(server.endpoint(), requests)) {
            var decider = factory.over(store, prefix("c", name, load, limit), limit);
            return requests.tally(new ClosedLoop(load).run(decider, tries));
        }
    }

    @Override
    public void close() {
        // The store is shared, and closed by whoever opened it.
    }

    /** As short as an id: it is part of the item, which is to be no larger than in production. */
    private static String prefix(String purpose, Object... what) {
        return purpose + Integer.toHexString(Objects.hash(what));
    }
}
