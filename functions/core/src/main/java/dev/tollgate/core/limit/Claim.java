package dev.tollgate.core.limit;

import dev.tollgate.core.counter.CounterKey;
import dev.tollgate.core.counter.CounterState;
import dev.tollgate.core.counter.Lease;
import dev.tollgate.core.counter.LeaseId;
import dev.tollgate.core.quota.Accounting;
import dev.tollgate.core.quota.Amounts;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.Quota;
import dev.tollgate.core.quota.Shards;
import dev.tollgate.core.quota.Window;
import dev.tollgate.core.usage.Estimate;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * What one call asks of one quota. All that follows from the configuration and the moment is worked out here, once.
 *
 * @param owner whose quota
 * @param quota the quota
 * @param window the window that the call belongs to
 * @param shards into how many counters the window is split
 * @param lease what is reserved before the call is sent
 * @param most the most that the call can come to
 */
record Claim(OwnerQuotas owner, Quota quota, Window window, Shards shards, Lease lease, Amounts most) {
    static Claim of(OwnerQuotas owner, Quota quota, Estimate estimate, LeaseId id, Instant leaseUntil, Instant now) {
        var shards = owner.limits().shardsOf(quota);
        return of(owner, quota, quota.window().windowAt(now), shards, estimate, id, leaseUntil);
    }

    private static Claim of(
            OwnerQuotas owner,
            Quota quota,
            Window window,
            Shards shards,
            Estimate estimate,
            LeaseId id,
            Instant leaseUntil) {
        var most = owner.tariff().most(estimate);
        var reservesAll = owner.enforcement().accounting() == Accounting.RESERVE && !window.isInFlight();
        var lease = new Lease(id, leaseUntil, reservesAll ? most : Amounts.ONE_REQUEST);
        return new Claim(owner, quota, window, shards, lease, most);
    }

    /** The same for a call that may use less. */
    Claim lowered(Estimate estimate) {
        return of(owner, quota, window, shards, estimate, lease.id(), lease.expiresAt());
    }

    CounterKey key(int shard) {
        return new CounterKey(owner.owner(), window, shard);
    }

    /** Whether the quota refuses what does not fit. */
    boolean stops() {
        return owner.enforcement().stopsOnQuotaReach();
    }

    /** What must be free in a dimension: what is reserved, and where nothing is, something all the same. */
    long needed(Dimension dimension) {
        var reserved = lease.reserved().of(dimension);
        return owner.enforcement().accounting() == Accounting.COUNT_AFTER ? Math.max(1, reserved) : reserved;
    }

    /** The limits that a shard's counter holds for this call; none where the quota only counts. */
    Map<Dimension, Long> limits(int shard) {
        if (!stops()) {
            return Map.of();
        }
        var limits = new EnumMap<Dimension, Long>(Dimension.class);
        shards.share(quota, shard)
                .forEach((dimension, limit) -> limits.put(
                        dimension, limit - needed(dimension) + lease.reserved().of(dimension)));
        return limits;
    }

    /** Whether the call fits beside what is charged into a shard. */
    boolean fits(CounterState state, int shard) {
        return quota.limits().keySet().stream().allMatch(dimension -> fits(state, shard, dimension));
    }

    /** Whether the call would not even fit into an untouched window. What is granted beyond a limit is for further calls. */
    boolean isLargerThanLimit() {
        return stops() && !fits(CounterState.EMPTY, 0);
    }

    /** Whether the call fits beside what is charged into a shard, as far as one dimension goes. */
    boolean fits(CounterState state, int shard, Dimension dimension) {
        return state.charged(dimension) + needed(dimension)
                <= shards.share(quota, shard).getOrDefault(dimension, Long.MAX_VALUE);
    }

    /** The most that one call could use of a limited dimension. */
    long largestCall(Dimension dimension) {
        return shards.share(quota, 0).getOrDefault(dimension, Long.MAX_VALUE);
    }

    /** Where its limits stand when so much is charged in all shards together. */
    List<QuotaState> states(ToLongFunction<Dimension> charged) {
        return quota.limits().keySet().stream()
                .map(dimension -> state(dimension, charged.applyAsLong(dimension)))
                .toList();
    }

    /** Where one limit stands. */
    QuotaState state(Dimension dimension, long charged) {
        return new QuotaState(
                owner.owner(),
                owner.name(),
                window,
                dimension,
                quota.limit(dimension).orElseThrow(),
                charged);
    }
}
