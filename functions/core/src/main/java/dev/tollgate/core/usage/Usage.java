package dev.tollgate.core.usage;

import java.util.stream.LongStream;

/**
 * What one call used, in the one form that every provider's figures are brought to. Immutable.
 *
 * @param prompt all input tokens, cached ones included
 * @param completion all output tokens, reasoning included
 * @param total what the provider calls the total where that is at least prompt and completion, else their sum
 * @param cacheRead those of the prompt that were read from the provider's cache
 * @param cacheWrite those of the prompt that were written to it
 * @param reasoning those of the completion that were spent on reasoning
 * @param source who says so
 */
public record Usage(
        long prompt, long completion, long total, long cacheRead, long cacheWrite, long reasoning, Source source) {
    /** Where the figures come from. */
    public enum Source {
        /** The provider's own report. */
        PROVIDER,
        /** Our estimate. */
        ESTIMATE,
        /** The whole reservation, for a reply that reported nothing. */
        RESERVATION
    }

    /** The most tokens that one figure can be: far above any model's, and small enough for sums to be exact. */
    public static final long MAX_TOKENS = 1L << 40;

    /** Of a reply that is no inference, such as the list of models. */
    public static final Usage NO_TOKENS = new Usage(0, 0, 0, 0, 0, 0, Source.PROVIDER);

    /**
     * Raises a total that is below prompt and completion to their sum: some providers send none.
     *
     * @throws IllegalArgumentException if a figure is negative or above {@link #MAX_TOKENS}, the total above twice that
     */
    public Usage {
        LongStream.of(prompt, completion, cacheRead, cacheWrite, reasoning)
                .forEach(figure -> requireTokens(figure, MAX_TOKENS));
        requireTokens(total, 2 * MAX_TOKENS);
        total = Math.max(total, prompt + completion);
    }

    /** All that a call could have used: the charge for one whose use nobody knows. */
    public static Usage ofReservation(Estimate estimate) {
        return new Usage(estimate.promptTokens(), estimate.completionTokens(), 0, 0, 0, 0, Source.RESERVATION);
    }

    /** What we take a call to have used. */
    public static Usage estimated(long prompt, long completion) {
        return new Usage(prompt, completion, 0, 0, 0, 0, Source.ESTIMATE);
    }

    /** Those of the prompt that were neither read from a cache nor written to one. */
    long uncachedPrompt() {
        return Math.max(0, prompt - cacheRead - cacheWrite);
    }

    /** Those of the completion that were not spent on reasoning. */
    long plainCompletion() {
        return Math.max(0, completion - reasoning);
    }

    /** Those of the total that are neither prompt nor completion. */
    long unclassified() {
        return total - prompt - completion;
    }

    static void requireTokens(long tokens, long most) {
        if (tokens < 0 || tokens > most) {
            throw new IllegalArgumentException("not a number of tokens: " + tokens);
        }
    }
}
