package dev.tollgate.core.limit;

import dev.tollgate.core.counter.CounterKey;
import dev.tollgate.core.counter.CounterState;
import dev.tollgate.core.counter.Counters;
import dev.tollgate.core.counter.Lease;
import dev.tollgate.core.counter.LeaseId;
import dev.tollgate.core.counter.ReserveOutcome;
import dev.tollgate.core.quota.Amounts;
import dev.tollgate.core.quota.Quota;
import dev.tollgate.core.store.StoreException;
import dev.tollgate.core.usage.Estimate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Decides whether a call may be sent, by reserving what it may use at most in every window that limits it: one write a
 * window, no read; none where the window is known to be used up. A call is admitted when every window holds its reservation; when one refuses, the others give back.
 *
 * <p>Thread safe; blocks for the store. The time of a decision is read once, so that all its windows belong to one
 * moment.
 */
public final class Limiter {
    private final Counters counters;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Parallel parallel;
    private final UsedUpWindows usedUp = new UsedUpWindows();

    /**
     * @param random where the ids of leases come from; must be thread safe
     * @param executor runs the writes of one call that go out together
     */
    public Limiter(Counters counters, InstantSource clock, RandomGenerator random, Executor executor) {
        this.counters = counters;
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
        var lease = new Lease(LeaseId.next(random), leaseUntil, estimate.amounts());
        var hopeless = larger(owners, lease.reserved(), now);
        if (hopeless.isPresent()) {
            return new Decision.Refused(hopeless.get(), List.of());
        }
        var refusing = knownToRefuse(owners, lease.reserved(), now);
        if (!refusing.isEmpty()) {
            return turnedDown(refusing, lease.reserved(), now);
        }
        var attempts = new ArrayList<Attempt>();
        for (var owner : owners) {
            attempts.addAll(parallel.map(owner.quotas(), quota -> attempt(owner, quota, lease, now)));
            if (!attempts.stream().allMatch(Attempt.Held.class::isInstance)) {
                giveBack(attempts, lease);
                expireTheDead(attempts, now);
                return turnedDown(attempts, lease.reserved(), now);
            }
        }
        var keys = attempts.stream().map(Attempt::key).toList();
        return new Decision.Admitted(new Reservation(counters, parallel, keys, lease, clock), states(attempts));
    }

    /** A limit that is smaller than the call: known without asking the store, and no waiting helps. */
    private static Optional<Refusal> larger(List<OwnerQuotas> owners, Amounts amounts, Instant now) {
        return owners.stream()
                .filter(OwnerQuotas::stopOnQuotaReach)
                .flatMap(owner -> owner.quotas().stream().flatMap(quota -> untouched(owner, quota, now)))
                .map(quota -> new Refusal(quota, amounts.of(quota.dimension())))
                .filter(Refusal::isLargerThanLimit)
                .max(mostRestrictive(now));
    }

    private static Stream<QuotaState> untouched(OwnerQuotas owner, Quota quota, Instant now) {
        return owner.states(quota, quota.window().windowAt(now), CounterState.EMPTY).stream();
    }

    /** Windows that are known to refuse, asked before any other is written to. */
    private List<Attempt> knownToRefuse(List<OwnerQuotas> owners, Amounts amounts, Instant now) {
        return owners.stream()
                .filter(OwnerQuotas::stopOnQuotaReach)
                .flatMap(owner -> owner.quotas().stream().flatMap(quota -> {
                    var key = new CounterKey(owner.owner(), quota.window().windowAt(now));
                    return usedUp.refuses(key, quota, amounts).stream()
                            .<Attempt>map(state -> new Attempt.Full(key, owner, quota, state));
                }))
                .toList();
    }

    private Attempt attempt(OwnerQuotas owner, Quota quota, Lease lease, Instant now) {
        var key = new CounterKey(owner.owner(), quota.window().windowAt(now));
        try {
            return switch (counters.reserve(key, lease, owner.stopOnQuotaReach() ? quota.limits() : Map.of())) {
                case ReserveOutcome.Reserved(var state) -> new Attempt.Held(key, owner, quota, state);
                case ReserveOutcome.Refused(var state) -> {
                    usedUp.remember(key, state);
                    yield new Attempt.Full(key, owner, quota, state);
                }
            };
        } catch (StoreException e) {
            return new Attempt.Failed(key, e);
        }
    }

    private void giveBack(List<Attempt> attempts, Lease lease) {
        var keys = attempts.stream().filter(Attempt::mayHold).map(Attempt::key).toList();
        parallel.map(keys, key -> tolerate(() -> counters.release(key, lease)));
    }

    private void expireTheDead(List<Attempt> attempts, Instant now) {
        for (var attempt : attempts) {
            if (attempt instanceof Attempt.Full full) {
                var dead = full.state().leases().stream()
                        .filter(lease -> lease.isExpired(now))
                        .toList();
                parallel.map(dead, lease -> tolerate(() -> counters.expire(full.key(), lease)));
            }
        }
    }

    /** A failure here leaves a lease behind, which expires: safe, and no reason to answer otherwise. */
    private static boolean tolerate(BooleanSupplier write) {
        try {
            return write.getAsBoolean();
        } catch (StoreException _) {
            return false;
        }
    }

    private static Decision turnedDown(List<Attempt> attempts, Amounts amounts, Instant now) {
        var refusal = attempts.stream()
                .filter(Attempt.Full.class::isInstance)
                .flatMap(attempt -> attempt.quotas().stream())
                .map(quota -> new Refusal(quota, amounts.of(quota.dimension())))
                .filter(candidate -> candidate.requested() > candidate.quota().remaining())
                .max(mostRestrictive(now));
        if (refusal.isPresent()) {
            return new Decision.Refused(refusal.get(), states(attempts));
        }
        return new Decision.Undecided(attempts.stream()
                .filter(Attempt.Failed.class::isInstance)
                .map(attempt -> ((Attempt.Failed) attempt).cause())
                .findFirst()
                .orElseGet(() -> new StoreException.Corrupt("a counter refused a call that fits")));
    }

    /** By how long it stops the call; of those that stop it equally long, the one whose window is longer. */
    private static Comparator<Refusal> mostRestrictive(Instant now) {
        return Comparator.<Refusal, Duration>comparing(refusal -> refusal.retryAfter(now))
                .thenComparing(refusal -> refusal.quota().window().end());
    }

    private static List<QuotaState> states(List<Attempt> attempts) {
        return attempts.stream().flatMap(attempt -> attempt.quotas().stream()).toList();
    }
}
