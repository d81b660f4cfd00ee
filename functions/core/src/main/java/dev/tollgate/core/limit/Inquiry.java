package dev.tollgate.core.limit;

import dev.tollgate.core.counter.LeaseId;
import dev.tollgate.core.usage.Estimate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The rule by which a call is let in, whoever answers for the quotas: the counters themselves, or what was read of them.
 *
 * @param owners who is charged, in this order: the windows of one are asked together, the next only if all of them admitted
 * @param ids names what is reserved; another one each time that a call asks for less
 * @param leaseUntil when the call can no longer be alive
 * @param now the moment that all its windows belong to
 */
record Inquiry(List<OwnerQuotas> owners, Supplier<LeaseId> ids, Instant leaseUntil, Instant now) {
    /** How often a maximum is lowered to what is left, while other calls take of it; once more for each owner. */
    private static final int LOWERINGS = 3;

    /** Who answers for quotas. */
    interface Respondent {
        /** A refusal that is certain before anybody is asked, empty where somebody must be. */
        Optional<Attempt> knownToRefuse(Claim claim);

        /** What the quotas of one owner answer, in their order. */
        List<Attempt> ask(List<Claim> claims);

        /** Gives back what was taken: the call is turned down, or asks for less. */
        void giveBack(List<Attempt> attempts);
    }

    /**
     * What the quotas answered in the end.
     *
     * @param attempts of those that were asked
     * @param asked what the call asked for at last: less than at first where its maximum had to be lowered
     * @param isAdmitted whether all of them let it pass
     */
    record Answers(List<Attempt> attempts, Estimate asked, boolean isAdmitted) {
        /** The limit that stops the call longest, empty where none does. */
        Optional<Refusal> refusal(Instant now) {
            return attempts.stream()
                    .filter(Attempt.Full.class::isInstance)
                    .map(Attempt.Full.class::cast)
                    .flatMap(full -> full.shards().refusals().stream())
                    .max(mostRestrictive(now));
        }
    }

    /** Asks for a call, and for a smaller one where the quotas want it lowered. */
    Answers run(Estimate estimate, Respondent respondent) {
        var mostLowerings = LOWERINGS + owners.size();
        var asked = estimate;
        for (var lowerings = 0; ; lowerings++) {
            var claims = claims(asked);
            var attempts = attempt(claims, respondent);
            if (attempts.size() == claims.stream().mapToInt(List::size).sum()
                    && attempts.stream().allMatch(Attempt::passes)) {
                return new Answers(attempts, asked, true);
            }
            respondent.giveBack(attempts);
            var lowered = lowerings < mostLowerings ? Clamp.lower(attempts, asked) : Optional.<Estimate>empty();
            if (lowered.isEmpty()) {
                return new Answers(attempts, asked, false);
            }
            asked = lowered.get();
        }
    }

    /** What a call asks of every quota, owner by owner. */
    List<List<Claim>> claims(Estimate estimate) {
        var id = ids.get();
        return owners.stream()
                .map(owner -> owner.limits().counted().stream()
                        .map(quota -> Claim.of(owner, quota, estimate, id, leaseUntil, now))
                        .toList())
                .toList();
    }

    /** Asks until an owner turns the call down; nobody, where one is known to. */
    private static List<Attempt> attempt(List<List<Claim>> claims, Respondent respondent) {
        var certain = claims.stream()
                .flatMap(List::stream)
                .flatMap(claim -> certain(claim, respondent))
                .toList();
        if (!certain.isEmpty()) {
            return certain;
        }
        var attempts = new ArrayList<Attempt>();
        for (var owner : claims) {
            attempts.addAll(respondent.ask(owner));
            if (!attempts.stream().allMatch(Attempt::passes)) {
                break;
            }
        }
        return attempts;
    }

    private static Stream<Attempt> certain(Claim claim, Respondent respondent) {
        return claim.isLargerThanLimit()
                ? Stream.of(new Attempt.Full(ShardStates.untouched(claim)))
                : respondent.knownToRefuse(claim).stream();
    }

    /** By how long it stops the call; of those that stop it equally long, the one whose window is longer. */
    private static Comparator<Refusal> mostRestrictive(Instant now) {
        return Comparator.comparing(Refusal::isLargerThanLimit)
                .thenComparing((Refusal refusal) -> refusal.retryAfter(now))
                .thenComparing(refusal -> refusal.quota().window().end());
    }
}
