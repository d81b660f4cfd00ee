package dev.tollgate.core.usage;

import dev.tollgate.core.quota.Amounts;

/**
 * What one call may use at most. Immutable.
 *
 * @param promptTokens tokens, 0 or more
 * @param completionTokens tokens, 0 or more
 */
public record Estimate(long promptTokens, long completionTokens) {
    /** Of a call that infers nothing, such as the list of models. */
    public static final Estimate NO_TOKENS = new Estimate(0, 0);

    /** @throws IllegalArgumentException if a count is negative or above {@link Usage#MAX_TOKENS} */
    public Estimate {
        Usage.requireTokens(promptTokens, Usage.MAX_TOKENS);
        Usage.requireTokens(completionTokens, Usage.MAX_TOKENS);
    }

    /** One request and these tokens. */
    public Amounts amounts() {
        return new Amounts(1, promptTokens, completionTokens, promptTokens + completionTokens);
    }
}
