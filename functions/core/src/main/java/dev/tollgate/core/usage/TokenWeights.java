package dev.tollgate.core.usage;

/**
 * What tokens of a class count against limits on tokens, in thousandths of an ordinary one. Immutable.
 *
 * @param cacheRead tokens of the prompt that the provider read from its cache
 * @param cacheWrite tokens of the prompt that it wrote to its cache
 * @param reasoning tokens of the completion that were spent on reasoning
 */
public record TokenWeights(long cacheRead, long cacheWrite, long reasoning) {
    /** The weight of an ordinary token. */
    public static final long ONE = 1_000;

    /** Every token counts one. */
    public static final TokenWeights EQUAL = new TokenWeights(ONE, ONE, ONE);

    private static final long HEAVIEST = 100 * ONE;

    /** @throws IllegalArgumentException if a weight is negative or above 100 tokens */
    public TokenWeights {
        if (Math.min(cacheRead, Math.min(cacheWrite, reasoning)) < 0
                || Math.max(cacheRead, Math.max(cacheWrite, reasoning)) > HEAVIEST) {
            throw new IllegalArgumentException("a weight is from 0 to %d thousandths: %d, %d, %d"
                    .formatted(HEAVIEST, cacheRead, cacheWrite, reasoning));
        }
    }

    /** What a prompt counts, rounded up. */
    long prompt(Usage usage) {
        return roundedUp(
                usage.uncachedPrompt() * ONE + usage.cacheRead() * cacheRead + usage.cacheWrite() * cacheWrite);
    }

    /** What a completion counts, rounded up. */
    long completion(Usage usage) {
        return roundedUp(usage.plainCompletion() * ONE + usage.reasoning() * reasoning);
    }

    /** The most that a prompt of this many tokens can count. */
    long mostOfPrompt(long tokens) {
        return roundedUp(tokens * Math.max(ONE, Math.max(cacheRead, cacheWrite)));
    }

    /** The most that a completion of this many tokens can count. */
    long mostOfCompletion(long tokens) {
        return roundedUp(tokens * Math.max(ONE, reasoning));
    }

    private static long roundedUp(long thousandths) {
        return Math.ceilDiv(thousandths, ONE);
    }
}
