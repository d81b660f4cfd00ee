package dev.tollgate.core.usage;

import java.util.stream.LongStream;

/**
 * What a model costs, in millionths of a currency for a million tokens: a list price of 2.50 is 2,500,000. Immutable.
 *
 * @param prompt tokens of the prompt that were not cached
 * @param completion tokens of the completion that were not spent on reasoning
 * @param cacheRead tokens of the prompt that were read from the provider's cache
 * @param cacheWrite tokens of the prompt that were written to it
 * @param reasoning tokens of the completion that were spent on reasoning
 */
public record Price(long prompt, long completion, long cacheRead, long cacheWrite, long reasoning) {
    /** Costs nothing. */
    public static final Price FREE = new Price(0, 0, 0, 0, 0);

    private static final long TOKENS = 1_000_000;

    /** 100,000 of the currency for a million tokens: high enough for any, low enough for sums to be exact. */
    private static final long HIGHEST = 100_000_000_000L;

    /** @throws IllegalArgumentException if a price is negative or above 100,000 for a million tokens */
    public Price {
        LongStream.of(prompt, completion, cacheRead, cacheWrite, reasoning).forEach(price -> {
            if (price < 0 || price > HIGHEST) {
                throw new IllegalArgumentException("a price is from 0 to %d: %d".formatted(HIGHEST, price));
            }
        });
    }

    /** A price of prompt and completion, whatever their class. */
    public static Price of(long prompt, long completion) {
        return new Price(prompt, completion, prompt, prompt, completion);
    }

    /** What a call cost, in millionths of the currency, rounded up; tokens of no class are charged as completion. */
    long cost(Usage usage) {
        return new Sum()
                .add(usage.uncachedPrompt(), prompt)
                .add(usage.cacheRead(), cacheRead)
                .add(usage.cacheWrite(), cacheWrite)
                .add(usage.plainCompletion() + usage.unclassified(), completion)
                .add(usage.reasoning(), reasoning)
                .roundedUp();
    }

    /** The most that a call of these tokens can cost. */
    long most(long promptTokens, long completionTokens) {
        return new Sum()
                .add(promptTokens, Math.max(prompt, Math.max(cacheRead, cacheWrite)))
                .add(completionTokens, Math.max(completion, reasoning))
                .roundedUp();
    }

    /** Adds up prices exactly: whole units apart from millionths of them, so that nothing overflows. */
    private static final class Sum {
        private long units;
        private long millionths;

        Sum add(long tokens, long price) {
            units += tokens / TOKENS * price;
            millionths += tokens % TOKENS * price;
            return this;
        }

        long roundedUp() {
            return units + Math.ceilDiv(millionths, TOKENS);
        }
    }
}
