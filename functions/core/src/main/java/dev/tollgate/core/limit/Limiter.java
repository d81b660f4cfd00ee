package dev.tollgate.core.limit;

import dev.tollgate.core.counter.Counters;
import dev.tollgate.core.counter.LeaseId;
import dev.tollgate.core.store.StoreException;
import dev.tollgate.core.usage.Estimate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/**
 * Decides whether a call may be sent, by reserving what it may use at most in every window that limits it: one write a
 * window, no read; none where the window is known to be used up. A call is admitted when every window holds its
 * reservation; when one refuses, the others give back.
 *
 * <p>Thread safe; blocks for the store. The time of a decision is read once, so that all its windows belong to one
 * moment.
 */
public final class Limiter {
    /** How often a maximum is lowered to what is left, while other calls take of it; once more for each owner. */
    private static final int LOWERINGS = 3;

    private final Counters counters;
    private final ShardedCounters sharded;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Parallel parallel;

    /**
     * @param random where the ids of leases come from; must be thread safe
     * @param executor runs the writes of one call that go out together
     */
    public Limiter(Counters counters, InstantSource clock, RandomGenerator random, Executor executor) {
        this.counters = counters;
        this.sharded = new ShardedCounters(counters, random);
        this.clock = clock;
        this.random = random;
        this.parallel = new Parallel(executor);
    }

    /**
     * Reserves what a call may use at most.
     *
     * @param owners who is charged, in this order: the windows of one are asked together, the next only if all of them
     *     admitted
     * @param estimate what the call may use
     * @param leaseUntil when the call can no longer be alive, a margin for clocks that differ included
     */
    public Decision reserve(List<OwnerQuotas> owners, Estimate estimate, Instant leaseUntil) {
        var now = clock.instant();
        var mostLowerings = LOWERINGS + owners.size();
        var asked = estimate;
        for (var lowerings = 0; ; lowerings++) {
            var claims = claims(owners, asked, leaseUntil, now);
            var attempts = attempt(claims, now);
            if (attempts.size() == claims.stream().mapToInt(List::size).sum()
                    && attempts.stream().allMatch(Attempt::passes)) {
                return admitted(attempts, asked);
            }
            giveBack(attempts, now);
            var lowered = lowerings < mostLowerings ? Clamp.lower(attempts, asked) : Optional.<Estimate>empty();
            if (lowered.isEmpty()) {
                return turnedDown(attempts, now);
            }
            asked = lowered.get();
        }
    }

    /** What the call asks of every quota, owner by owner. */
    private List<List<Claim>> claims(List<OwnerQuotas> owners, Estimate estimate, Instant leaseUntil, Instant now) {
        var id = LeaseId.next(random);
        return owners.stream()
                .map(owner -> owner.limits().counted().stream()
                        .map(quota -> Claim.of(owner, quota, estimate, id, leaseUntil, now))
                        .toList())
                .toList();
    }

    /** Asks until an owner turns the call down; nobody, where one is known to. */
    private List<Attempt> attempt(List<List<Claim>> claims, Instant now) {
        var certain = claims.stream()
                .flatMap(List::stream)
                .map(claim -> sharded.knownToRefuse(claim, now))
                .flatMap(Optional::stream)
                .toList();
        if (!certain.isEmpty()) {
            return certain;
        }
        var attempts = new ArrayList<Attempt>();
        for (var owner : claims) {
            attempts.addAll(parallel.map(owner, claim -> sharded.reserve(claim, now)));
            if (!attempts.stream().allMatch(Attempt::passes)) {
                break;
            }
        }
        return attempts;
    }

    /** Nobody waits a second time for a counter that did not answer. */
    private void giveBack(List<Attempt> attempts, Instant now) {
        var held = new ArrayList<Hold>();
        for (var attempt : attempts) {
            switch (attempt) {
                case Attempt.Held certain -> held.add(certain.hold());
                case Attempt.Full _ -> {}
                case Attempt.Failed failed -> {
                    if (failed.mayHold()) {
                        parallel.later(() -> sharded.giveBack(failed.hold()));
                    }
                    if (failed.letThrough()) {
                        sharded.takeBackUnchecked(failed.claim(), now);
                    }
                }
            }
        }
        parallel.each(held, sharded::giveBack);
    }

    private Decision admitted(List<Attempt> attempts, Estimate asked) {
        var holds = new ArrayList<Hold>();
        var isUnchecked = false;
        for (var attempt : attempts) {
            switch (attempt) {
                case Attempt.Held held -> holds.add(held.hold());
                case Attempt.Failed failed -> {
                    holds.add(failed.hold());
                    isUnchecked = true;
                }
                case Attempt.Full _ -> throw new IllegalStateException("a full window admits nothing");
            }
        }
        return new Decision.Admitted(
                new Reservation(counters, parallel, holds, clock), states(attempts), asked, isUnchecked);
    }

    private static Decision turnedDown(List<Attempt> attempts, Instant now) {
        return attempts.stream()
                .filter(Attempt.Full.class::isInstance)
                .map(Attempt.Full.class::cast)
                .flatMap(full -> full.shards().refusals().stream())
                .max(mostRestrictive(now))
                .<Decision>map(refusal -> new Decision.Refused(refusal, lookedAt(refusal, attempts)))
                .orElseGet(() -> new Decision.Undecided(failure(attempts)));
    }

    /** Nothing was looked at for a call that is larger than a limit. */
    private static List<QuotaState> lookedAt(Refusal refusal, List<Attempt> attempts) {
        return refusal.isLargerThanLimit() ? List.of() : states(attempts);
    }

    private static StoreException failure(List<Attempt> attempts) {
        return attempts.stream()
                .filter(attempt -> attempt instanceof Attempt.Failed && !attempt.passes())
                .map(attempt -> ((Attempt.Failed) attempt).cause())
                .findFirst()
                .orElseGet(() -> new StoreException.Corrupt("a counter refused a call that fits"));
    }

    /** By how long it stops the call; of those that stop it equally long, the one whose window is longer. */
    private static Comparator<Refusal> mostRestrictive(Instant now) {
        return Comparator.comparing(Refusal::isLargerThanLimit)
                .thenComparing((Refusal refusal) -> refusal.retryAfter(now))
                .thenComparing(refusal -> refusal.quota().window().end());
    }

    private static List<QuotaState> states(List<Attempt> attempts) {
        return attempts.stream().flatMap(attempt -> attempt.quotas().stream()).toList();
    }
}
