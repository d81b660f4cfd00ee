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
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;

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

    /** Whether the call fits beside these amounts into a shard. */
    boolean fits(Amounts taken, int shard) {
        return quota.limits().keySet().stream().allMatch(dimension -> fits(taken, shard, dimension));
    }

    /** Whether the call fits into any shard, when they are in these states. */
    boolean fitsInto(List<CounterState> states) {
        return fitsInto(states, CounterState::committed);
    }

    private boolean fitsInto(List<CounterState> states, Function<CounterState, Amounts> figure) {
        return IntStream.range(0, states.size()).anyMatch(shard -> fits(figure.apply(states.get(shard)), shard));
    }

    /** Whether the call would not even fit into an untouched window. */
    boolean isLargerThanLimit() {
        return stops() && !fits(Amounts.NONE, 0);
    }

    /** Where its limits stand by one shard, the others taken to be as full. */
    List<QuotaState> extrapolated(Amounts committed) {
        return quota.limits().entrySet().stream()
                .map(limit -> state(limit.getKey(), limit.getValue(), committed.of(limit.getKey()) * shards.count()))
                .toList();
    }

    /** Where its limits stand by all shards. */
    List<QuotaState> known(List<CounterState> states) {
        return quota.limits().entrySet().stream()
                .map(limit -> state(limit.getKey(), limit.getValue(), sumOfCommitted(states, limit.getKey())))
                .toList();
    }

    /**
     * The limits that refuse the call when its shards are in these states: those that are in the way everywhere, or where
     * there is none, those that are in the way somewhere.
     */
    List<Refusal> refusals(List<CounterState> states) {
        var everywhere = refusals(states, dimension -> !fitsAnywhere(states, dimension, CounterState::committed));
        return everywhere.isEmpty() ? refusals(states, dimension -> !fitsEverywhere(states, dimension)) : everywhere;
    }

    private List<Refusal> refusals(List<CounterState> states, Predicate<Dimension> isInTheWay) {
        return quota.limits().entrySet().stream()
                .filter(limit -> isInTheWay.test(limit.getKey()))
                .map(limit -> refusal(states, limit.getKey(), limit.getValue()))
                .toList();
    }

    private Refusal refusal(List<CounterState> states, Dimension dimension, long limit) {
        var used =
                states.stream().mapToLong(state -> state.used().of(dimension)).sum();
        var largestCall = shards.share(quota, 0).getOrDefault(dimension, limit);
        var quotaState = state(dimension, limit, sumOfCommitted(states, dimension));
        return new Refusal(quotaState, used, needed(dimension), largestCall, cause(states, dimension, largestCall));
    }

    private Refusal.Cause cause(List<CounterState> states, Dimension dimension, long largestCall) {
        if (needed(dimension) > largestCall) {
            return Refusal.Cause.LARGER_THAN_LIMIT;
        }
        return fitsOnceCallsEnd(states, dimension) ? Refusal.Cause.CALLS_IN_FLIGHT : Refusal.Cause.USED_UP;
    }

    /** With several shards the whole call must fit into one: another limit may be used up where this one is free. */
    private boolean fitsOnceCallsEnd(List<CounterState> states, Dimension dimension) {
        return shards.count() == 1
                ? fitsAnywhere(states, dimension, CounterState::used)
                : fitsInto(states, CounterState::used);
    }

    private boolean fitsAnywhere(
            List<CounterState> states, Dimension dimension, Function<CounterState, Amounts> figure) {
        return IntStream.range(0, states.size())
                .anyMatch(shard -> fits(figure.apply(states.get(shard)), shard, dimension));
    }

    private boolean fitsEverywhere(List<CounterState> states, Dimension dimension) {
        return IntStream.range(0, states.size())
                .allMatch(shard -> fits(states.get(shard).committed(), shard, dimension));
    }

    private boolean fits(Amounts taken, int shard, Dimension dimension) {
        return taken.of(dimension) + needed(dimension)
                <= shards.share(quota, shard).getOrDefault(dimension, Long.MAX_VALUE);
    }

    private QuotaState state(Dimension dimension, long limit, long committed) {
        return new QuotaState(owner.owner(), owner.name(), window, dimension, limit, committed);
    }

    private static long sumOfCommitted(List<CounterState> states, Dimension dimension) {
        return states.stream()
                .mapToLong(state -> state.committed().of(dimension))
                .sum();
    }
}
