package dev.tollgate.testkit.simulation;

import dev.tollgate.core.counter.CounterKey;
import dev.tollgate.core.counter.CounterState;
import dev.tollgate.core.limit.Decision;
import dev.tollgate.core.limit.OwnerQuotas;
import dev.tollgate.core.limit.Refusal;
import dev.tollgate.core.quota.Accounting;
import dev.tollgate.core.quota.Amounts;
import dev.tollgate.core.quota.Quota;

/** Looks for the moment at which a call that was refused would not have fitted: in every shard, while it was decided. */
record RefusalCheck(StoreHistory history, Trace trace) {
    void check(Call call, Decision.Refused refused) {
        var limit = refused.refusal().quota();
        var owner = call.owners.stream()
                .filter(quotas -> quotas.owner().equals(limit.owner()))
                .findFirst()
                .orElseThrow();
        var quota = owner.limits().counted().stream()
                .filter(counted -> counted.window().equals(limit.window().rule()))
                .findFirst()
                .orElseThrow();
        var shards = owner.limits().shardsOf(quota);
        for (var shard = 0; shard < shards.count(); shard++) {
            var share = new Quota(quota.window(), shards.share(quota, shard));
            var key = new CounterKey(limit.owner(), limit.window(), shard);
            var states = history.of(key).since(call.firstStep);
            var needed = needed(call, owner, key);
            var isReason =
                    states.stream().anyMatch(state -> !fits(taken(call, key, state, states.getFirst()), needed, share));
            trace.require(
                    refused.refusal().cause() != Refusal.Cause.USED_UP
                            || !fits(states.getLast().used(), needed, share),
                    Check.REFUSED_FOR_A_REASON,
                    () -> "%s is told to wait for the reset of %s, where less is used: %s"
                            .formatted(call, key, states));
            trace.require(
                    owner.enforcement().stopsOnQuotaReach() && isReason,
                    Check.REFUSED_FOR_A_REASON,
                    () -> "%s was refused by %s, which had room for it at every moment: %s"
                            .formatted(call, key, states));
        }
        if (shards.count() == 1) {
            var key = new CounterKey(limit.owner(), limit.window());
            var isTrue = history.of(key).since(call.firstStep).stream()
                    .anyMatch(state -> state.committed().of(limit.dimension())
                                    + refused.refusal().requested()
                            > limit.limit());
            trace.require(
                    isTrue, Check.REFUSED_FOR_A_REASON, () -> "%s hears the wrong reason: %s".formatted(call, refused));
        }
        trace.require(
                call.hasTrouble
                        || call.attempts.stream()
                                .noneMatch(hold -> history.of(hold.key()).open.contains(hold.lease())),
                Check.REFUSED_KEEPS_NOTHING,
                () -> "%s was refused and keeps %s".formatted(call, call.attempts));
    }

    private static boolean fits(Amounts taken, Amounts needed, Quota share) {
        return share.limits().entrySet().stream()
                .allMatch(limit -> taken.of(limit.getKey()) + needed.of(limit.getKey()) <= limit.getValue());
    }

    /** Where a call is counted afterwards, something must be free all the same. */
    private static Amounts needed(Call call, OwnerQuotas owner, CounterKey key) {
        if (owner.enforcement().accounting() == Accounting.COUNT_AFTER) {
            return new Amounts(1, 1, 1, 1, 1);
        }
        return key.window().isInFlight() ? Amounts.ONE_REQUEST : owner.tariff().most(call.asked);
    }

    /** What is in the way. Where the store does what it is asked, the slots of the dead are not. */
    private static Amounts taken(Call call, CounterKey key, CounterState state, CounterState first) {
        if (!key.window().isInFlight() || call.hasTrouble) {
            return state.committed();
        }
        var dead = state.leases().stream()
                .filter(lease -> lease.isExpired(call.begin) && first.leases().contains(lease))
                .count();
        return state.committed().minus(new Amounts(dead, 0, 0, 0, 0));
    }
}
