package dev.tollgate.testkit.simulation;

import dev.tollgate.core.counter.CounterKey;
import dev.tollgate.core.limit.OwnerQuotas;
import dev.tollgate.core.quota.Accounting;
import dev.tollgate.core.quota.Amounts;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.Enforcement;
import dev.tollgate.core.quota.Quota;
import dev.tollgate.core.quota.Window;
import dev.tollgate.core.usage.Estimate;
import java.util.List;
import java.util.stream.IntStream;

/** Holds a window, all its shards together, against its limits and against the provider's books. */
record LimitCheck(Scenario scenario, Scheduler scheduler, StoreHistory history, Provider provider, Trace trace) {
    void check(CounterKey key) {
        var owner = scenario.quotas(key.owner());
        var quota = owner.limits().counted().stream()
                .filter(counted -> counted.window().equals(key.window().rule()))
                .findFirst()
                .orElseThrow();
        var shards = shards(key, owner.limits().shardsOf(quota).count());
        var committed = shards.stream().map(shard -> shard.last().committed()).reduce(Amounts.NONE, Amounts::plus);
        var done = done(owner, key.window());
        for (var dimension : Dimension.values()) {
            var isCountedAtOnce =
                    dimension == Dimension.REQUEST_COUNT || owner.enforcement().accounting() == Accounting.RESERVE;
            trace.require(
                    !isCountedAtOnce || done.of(dimension) <= committed.of(dimension),
                    Check.NOTHING_IS_FORGOTTEN,
                    () -> "%s: the provider has done %s, but %s is counted".formatted(key, done, committed));
            if (isStrict(owner.enforcement()) && quota.limit(dimension).isPresent()) {
                var most = most(owner, quota, dimension, isCountedAtOnce, shards);
                trace.require(
                        committed.of(dimension) <= most && done.of(dimension) <= most,
                        Check.LIMIT_IS_HELD,
                        () -> "%s: the limit is %s, at most %d %s; counted %s, done %s"
                                .formatted(key, quota, most, dimension, committed, done));
            }
        }
    }

    /** Who lets calls pass that do not fit, or that nobody has checked, has no limit to hold. */
    private static boolean isStrict(Enforcement enforcement) {
        return enforcement.stopsOnQuotaReach() && enforcement.onStoreFailure().capacity() == 0;
    }

    /** What the provider has done, or for how many calls it is at work. */
    private Amounts done(OwnerQuotas owner, Window window) {
        return window.isInFlight()
                ? new Amounts(provider.inFlight(owner.owner(), scheduler.now()), 0, 0, 0, 0)
                : provider.used(owner.owner(), window);
    }

    /** Counted afterwards, a shard is reached at the latest by the largest calls that were in flight together. */
    private long most(
            OwnerQuotas owner, Quota quota, Dimension dimension, boolean isCountedAtOnce, List<CounterHistory> shards) {
        var limit = quota.limit(dimension).orElseThrow();
        if (isCountedAtOnce) {
            return limit;
        }
        var largest = owner.tariff().most(new Estimate(scenario.mostTokens(), scenario.mostTokens()));
        var peaks = shards.stream().mapToLong(shard -> shard.peak).sum();
        return limit - shards.size() + peaks * largest.of(dimension);
    }

    private List<CounterHistory> shards(CounterKey key, int count) {
        return IntStream.range(0, count)
                .mapToObj(shard -> history.of(new CounterKey(key.owner(), key.window(), shard)))
                .toList();
    }
}
