package dev.tollgate.core.limit;

import dev.tollgate.core.counter.CounterKey;
import dev.tollgate.core.counter.CounterState;
import dev.tollgate.core.counter.Counters;
import dev.tollgate.core.counter.ReserveOutcome;
import dev.tollgate.core.store.StoreException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Asks the shards of a quota's window for a reservation, from a random one on, until one holds it; those that are known to
 * be used up are not asked. Buries the dead it meets. Thread safe; blocks for the store.
 */
final class ShardedCounters {
    /** After so many shards that are asked too much a caller waits no longer for one that is not. */
    private static final int MOST_THROTTLED = 2;

    private static final int MOST_BURIED = 8;

    private final Counters counters;
    private final RandomGenerator random;
    private final UsedUpWindows usedUp = new UsedUpWindows();
    private final UncheckedCalls unchecked = new UncheckedCalls();

    ShardedCounters(Counters counters, RandomGenerator random) {
        this.counters = counters;
        this.random = random;
    }

    /** A refusal that is certain without a write, empty where a counter must be asked. */
    Optional<Attempt> knownToRefuse(Claim claim, Instant now) {
        return usedUp.refuses(claim, now);
    }

    /** Reserves in one shard. */
    Attempt reserve(Claim claim, Instant now) {
        var count = claim.shards().count();
        var states = new ArrayList<>(Collections.nCopies(count, CounterState.EMPTY));
        var throttled = new ArrayList<Attempt>();
        var first = count == 1 ? 0 : random.nextInt(count);
        for (var i = 0; i < count; i++) {
            var shard = (first + i) % count;
            var known = usedUp.refuses(claim, shard, now);
            if (known.isPresent()) {
                states.set(shard, known.get());
                continue;
            }
            try {
                switch (ask(claim, shard, now)) {
                    case ReserveOutcome.Reserved(var state) -> {
                        return new Attempt.Held(claim, shard, state);
                    }
                    case ReserveOutcome.Refused(var state) -> states.set(shard, state);
                }
            } catch (StoreException.Throttled e) {
                throttled.add(new Attempt.Failed(claim, shard, e, false));
                if (throttled.size() == MOST_THROTTLED) {
                    break;
                }
            } catch (StoreException e) {
                return new Attempt.Failed(claim, shard, e, unchecked.mayPass(claim, e, now));
            }
        }
        return throttled.isEmpty() ? new Attempt.Full(new ShardStates(claim, states)) : throttled.getFirst();
    }

    /** Asks one shard, and once more where the dead held slots in it: there may be room now. */
    private ReserveOutcome ask(Claim claim, int shard, Instant now) {
        var key = claim.key(shard);
        var outcome = counters.reserve(key, claim.lease(), claim.limits(shard));
        var state = bury(key, outcome.state(), now);
        if (outcome instanceof ReserveOutcome.Reserved) {
            return outcome;
        }
        usedUp.remember(key, state, now);
        return state.leases().size() < outcome.state().leases().size()
                        && key.window().isInFlight()
                ? counters.reserve(key, claim.lease(), claim.limits(shard))
                : new ReserveOutcome.Refused(state);
    }

    /**
     * What a dead call had reserved counts as used; a slot that it held is free. A few at a time: others will meet the rest.
     *
     * @return the state after it
     */
    private CounterState bury(CounterKey key, CounterState state, Instant now) {
        var dead = state.leases().stream()
                .filter(lease -> lease.isExpired(now))
                .limit(MOST_BURIED)
                .toList();
        var after = state;
        for (var lease : dead) {
            try {
                // Whether this caller or another one removes it is all one.
                var _ = key.window().isInFlight() ? counters.release(key, lease) : counters.expire(key, lease);
                after = key.window().isInFlight() ? after.released(lease) : after.expired(lease);
            } catch (StoreException _) {
                return after;
            }
        }
        return after;
    }

    /** Gives a reservation back. Whether it was still there is all one; where it cannot be reached, it expires. */
    void giveBack(Hold hold) {
        var _ = Insistent.write(() -> hold.release(counters));
    }

    /** Takes back that a call may pass unchecked. */
    void takeBackUnchecked(Claim claim, Instant now) {
        unchecked.takeBack(claim, now);
    }
}
