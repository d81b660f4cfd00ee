package dev.tollgate.core.limit;

import dev.tollgate.core.counter.Counters;
import dev.tollgate.core.counter.LeaseId;
import dev.tollgate.core.store.StoreException;
import dev.tollgate.core.usage.Estimate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
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
        var inquiry = new Inquiry(owners, () -> LeaseId.next(random), leaseUntil, now);
        var answers = inquiry.run(estimate, new Asking(now));
        return answers.isAdmitted() ? admitted(answers) : turnedDown(answers, now);
    }

    /** The counters answer, several at once. */
    private final class Asking implements Inquiry.Respondent {
        private final Instant now;

        Asking(Instant now) {
            this.now = now;
        }

        @Override
        public Optional<Attempt> knownToRefuse(Claim claim) {
            return sharded.knownToRefuse(claim, now);
        }

        @Override
        public List<Attempt> ask(List<Claim> claims) {
            return parallel.map(claims, claim -> sharded.reserve(claim, now));
        }

        @Override
        public void giveBack(List<Attempt> attempts) {
            Limiter.this.giveBack(attempts, now);
        }
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

    private Decision admitted(Inquiry.Answers answers) {
        var holds = new ArrayList<Hold>();
        var isUnchecked = false;
        for (var attempt : answers.attempts()) {
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
                new Reservation(counters, parallel, holds, clock),
                states(answers.attempts()),
                answers.asked(),
                isUnchecked);
    }

    private static Decision turnedDown(Inquiry.Answers answers, Instant now) {
        return answers.refusal(now)
                .<Decision>map(refusal -> new Decision.Refused(refusal, lookedAt(refusal, answers.attempts())))
                .orElseGet(() -> new Decision.Undecided(failure(answers.attempts())));
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

    private static List<QuotaState> states(List<Attempt> attempts) {
        return attempts.stream().flatMap(attempt -> attempt.quotas().stream()).toList();
    }
}
