package dev.tollgate.benchmarks.counters;

import dev.tollgate.core.counter.CounterKey;
import dev.tollgate.core.counter.Counters;
import dev.tollgate.core.counter.Lease;
import dev.tollgate.core.counter.LeaseId;
import dev.tollgate.core.counter.Owner;
import dev.tollgate.core.counter.ReserveOutcome;
import dev.tollgate.core.quota.Quota;
import dev.tollgate.dynamodb.DynamoCounters;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** Tollgate's counters without the {@code Limiter}: what its writes cost by themselves. */
final class CountersPort {
    /** As many calls as one counter has in flight in production at most: what its item holds within one write unit. */
    private static final int LEASES = 40;

    private CountersPort() {}

    /** Reserves, and settles at once what was reserved. */
    static Decider reserveAndSettle(Store store, String prefix, long limit) {
        var counters = new DynamoCounters(store.client(), Store.TABLE);
        var quota = TypicalCall.quota(limit);
        var window = quota.window().windowAt(TypicalCall.NOW);
        return number -> {
            var key = new CounterKey(new Owner.OfSubscription(prefix + number), window);
            var lease = lease();
            return reserve(counters, key, lease, quota) && counters.settle(key, lease, TypicalCall.USED);
        };
    }

    /** Only reserves: an owner goes on to its next window when the item of one holds {@value LEASES} leases. */
    static Decider reserve(Store store, String prefix, long limit) {
        var counters = new DynamoCounters(store.client(), Store.TABLE);
        var quota = TypicalCall.quota(limit);
        ConcurrentMap<Integer, AtomicInteger> reserved = new ConcurrentHashMap<>();
        return number -> {
            var before =
                    reserved.computeIfAbsent(number, _ -> new AtomicInteger()).getAndIncrement();
            var window = quota.window().windowAt(TypicalCall.NOW.plusSeconds(60L * (before / LEASES)));
            return reserve(counters, new CounterKey(new Owner.OfSubscription(prefix + number), window), lease(), quota);
        };
    }

    private static boolean reserve(Counters counters, CounterKey key, Lease lease, Quota quota) {
        return counters.reserve(key, lease, quota.limits()) instanceof ReserveOutcome.Reserved;
    }

    private static Lease lease() {
        return new Lease(LeaseId.next(ThreadLocalRandom.current()), TypicalCall.LEASE_UNTIL, TypicalCall.RESERVED);
    }
}
