package dev.tollgate.benchmarks.counters;

import dev.tollgate.benchmarks.processes.LocalDynamo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Who takes part. */
final class Contestants {
    static final String RAW_UPDATE = "raw update";
    static final String TWO_RAW_UPDATES = "two raw updates";
    static final String RESERVE = "Tollgate: reserve";
    static final String RESERVE_AND_SETTLE = "Tollgate: reserve + settle";
    static final String LIMITER = "Tollgate: Limiter";
    static final String SHARDED_LIMITER = "Tollgate: Limiter, 16 shards";
    static final String BUCKET4J = "bucket4j";
    static final String TRANSACTION = "three-item transaction";

    private static final int SHARDS = 16;

    private Contestants() {}

    /** Those that can take part on this machine, in the order of the tables. */
    static List<Contestant> of(LocalDynamo server, Store store, Path folder) throws InterruptedException {
        var all = new ArrayList<Contestant>();
        all.add(java(RAW_UPDATE, RAW_UPDATE, server, store, RawUpdates.ONE));
        all.add(java(TWO_RAW_UPDATES, TWO_RAW_UPDATES, server, store, RawUpdates.TWO));
        all.add(java(RESERVE, RAW_UPDATE, server, store, CountersPort::reserve));
        all.add(java(RESERVE_AND_SETTLE, TWO_RAW_UPDATES, server, store, CountersPort::reserveAndSettle));
        all.add(java(LIMITER, TWO_RAW_UPDATES, server, store, WholeLimiter.withShards(1)));
        all.add(JavaContestant.of(
                SHARDED_LIMITER, TWO_RAW_UPDATES, Load::isHot, server, store, WholeLimiter.withShards(SHARDS)));
        all.add(java(BUCKET4J, RAW_UPDATE, server, store, Bucket4j::over));
        all.add(java(TRANSACTION, RAW_UPDATE, server, store, Transactions::over));
        NodeContestant.start(folder, server.endpoint()).ifPresent(all::add);
        return all;
    }

    private static Contestant java(
            String name, String floor, LocalDynamo server, Store store, Decider.Factory factory) {
        Predicate<Load> every = _ -> true;
        return JavaContestant.of(name, floor, every, server, store, factory);
    }
}
