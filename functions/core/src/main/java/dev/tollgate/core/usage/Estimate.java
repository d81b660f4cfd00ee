package dev.tollgate.core.usage;

/**
 * What one call may use at most. Immutable.
 *
 * @param promptTokens tokens, 0 or more
 * @param completionTokens tokens, 0 or more
 * @param leastCompletionTokens what its maximum can be lowered to, so that it is still worth sending; not above
 *     {@code completionTokens}
 */
public record Estimate(long promptTokens, long completionTokens, long leastCompletionTokens) {
    /** Of a call that infers nothing, such as the list of models. */
    public static final Estimate NO_TOKENS = new Estimate(0, 0);

    /** @throws IllegalArgumentException if a count is negative or above {@link Usage#MAX_TOKENS}, or the least above it */
    public Estimate {
        Usage.requireTokens(promptTokens, Usage.MAX_TOKENS);
        Usage.requireTokens(completionTokens, Usage.MAX_TOKENS);
        if (leastCompletionTokens < 0 || leastCompletionTokens > completionTokens) {
            throw new IllegalArgumentException(
                    "the least completion is from 0 to %d: %d".formatted(completionTokens, leastCompletionTokens));
        }
    }

    /** Of a call whose maximum cannot be lowered. */
    public Estimate(long promptTokens, long completionTokens) {
        this(promptTokens, completionTokens, completionTokens);
    }

    /** The same with a lower maximum. */
    public Estimate withCompletion(long tokens) {
        return new Estimate(promptTokens, tokens, leastCompletionTokens);
    }

    /** Whether its maximum can be lowered. */
    public boolean canBeLowered() {
        return leastCompletionTokens < completionTokens;
    }
}
