package dev.tollgate.benchmarks.counters;

import dev.tollgate.core.counter.Owner;
import dev.tollgate.core.limit.Decision;
import dev.tollgate.core.limit.Limiter;
import dev.tollgate.core.limit.OwnerQuotas;
import dev.tollgate.core.limit.Settlement;
import dev.tollgate.core.quota.Enforcement;
import dev.tollgate.core.quota.Limits;
import dev.tollgate.core.usage.Tariff;
import dev.tollgate.dynamodb.DynamoCounters;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;

/** Tollgate as the proxy uses it, for plans of one window: {@code Limiter.reserve} and {@code Reservation.settle}. */
final class WholeLimiter {
    private WholeLimiter() {}

    /** @param shards into how many counters each window is split */
    static Decider.Factory withShards(int shards) {
        return (store, prefix, limit) -> {
            var limiter = new Limiter(
                    new DynamoCounters(store.client(), Store.TABLE),
                    InstantSource.fixed(TypicalCall.NOW),
                    new SecureRandom(),
                    Runnable::run);
            var limits = new Limits(List.of(TypicalCall.quota(limit)), 0, shards);
            return number -> {
                var owner = new OwnerQuotas(
                        new Owner.OfSubscription(prefix + number), "plan", limits, Enforcement.STRICT, Tariff.PLAIN);
                return limiter.reserve(List.of(owner), TypicalCall.ESTIMATE, TypicalCall.LEASE_UNTIL)
                                instanceof Decision.Admitted admitted
                        && admitted.reservation().settle(TypicalCall.USAGE) == Settlement.DONE;
            };
        };
    }
}
