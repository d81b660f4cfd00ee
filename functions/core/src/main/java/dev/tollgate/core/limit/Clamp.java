package dev.tollgate.core.limit;

import dev.tollgate.core.quota.Enforcement;
import dev.tollgate.core.usage.Estimate;
import java.util.List;
import java.util.Optional;

/** Lowers a call's maximum of completion tokens to what the windows that refused it have left. */
final class Clamp {
    private Clamp() {}

    /**
     * The call as large as it fits, empty where not even its least fits, or somebody does not want calls lowered.
     *
     * @param attempts what the quotas answered to the call as it was asked
     */
    static Optional<Estimate> lower(List<Attempt> attempts, Estimate asked) {
        var isWanted = attempts.stream().filter(attempt -> !attempt.passes()).allMatch(Clamp::isClamping);
        if (!asked.canBeLowered() || !isWanted) {
            return Optional.empty();
        }
        var full = attempts.stream()
                .filter(Attempt.Full.class::isInstance)
                .map(Attempt.Full.class::cast)
                .toList();
        if (!fits(full, asked.withCompletion(asked.leastCompletionTokens()))) {
            return Optional.empty();
        }
        var fitting = asked.leastCompletionTokens();
        var tooLarge = asked.completionTokens();
        while (tooLarge - fitting > 1) {
            var middle = fitting + (tooLarge - fitting) / 2;
            if (fits(full, asked.withCompletion(middle))) {
                fitting = middle;
            } else {
                tooLarge = middle;
            }
        }
        return Optional.of(asked.withCompletion(fitting));
    }

    private static boolean isClamping(Attempt attempt) {
        return attempt instanceof Attempt.Full
                && attempt.claim().owner().enforcement().onQuotaReach() == Enforcement.OnQuotaReach.CLAMP;
    }

    private static boolean fits(List<Attempt.Full> full, Estimate estimate) {
        return full.stream()
                .allMatch(refused -> refused.shards().hasRoomFor(refused.claim().lowered(estimate)));
    }
}
