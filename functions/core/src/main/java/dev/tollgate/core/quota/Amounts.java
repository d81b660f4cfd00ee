package dev.tollgate.core.quota;

import java.util.function.ToLongFunction;

/**
 * One amount for each {@link Dimension}: what a call may use, did use, or what a window has counted. Immutable; never
 * negative.
 *
 * @param requestCount calls
 * @param promptTokenCount tokens
 * @param completionTokenCount tokens
 * @param totalTokenCount tokens
 * @param cost millionths of a currency
 */
public record Amounts(
        long requestCount, long promptTokenCount, long completionTokenCount, long totalTokenCount, long cost) {
    /** Nothing in any dimension. */
    public static final Amounts NONE = new Amounts(0, 0, 0, 0, 0);

    /** A call of which nothing but its being made is known. */
    public static final Amounts ONE_REQUEST = new Amounts(1, 0, 0, 0, 0);

    /** @throws IllegalArgumentException if an amount is negative */
    public Amounts {
        if ((requestCount | promptTokenCount | completionTokenCount | totalTokenCount | cost) < 0) {
            throw new IllegalArgumentException("an amount is negative: %d, %d, %d, %d, %d"
                    .formatted(requestCount, promptTokenCount, completionTokenCount, totalTokenCount, cost));
        }
    }

    /** The amounts that a function gives for the dimensions. */
    public static Amounts of(ToLongFunction<Dimension> amount) {
        return new Amounts(
                amount.applyAsLong(Dimension.REQUEST_COUNT),
                amount.applyAsLong(Dimension.PROMPT_TOKEN_COUNT),
                amount.applyAsLong(Dimension.COMPLETION_TOKEN_COUNT),
                amount.applyAsLong(Dimension.TOTAL_TOKEN_COUNT),
                amount.applyAsLong(Dimension.COST));
    }

    /** The amount in one dimension. */
    public long of(Dimension dimension) {
        return switch (dimension) {
            case REQUEST_COUNT -> requestCount;
            case PROMPT_TOKEN_COUNT -> promptTokenCount;
            case COMPLETION_TOKEN_COUNT -> completionTokenCount;
            case TOTAL_TOKEN_COUNT -> totalTokenCount;
            case COST -> cost;
        };
    }

    /** These amounts and the others together. */
    public Amounts plus(Amounts other) {
        return new Amounts(
                requestCount + other.requestCount,
                promptTokenCount + other.promptTokenCount,
                completionTokenCount + other.completionTokenCount,
                totalTokenCount + other.totalTokenCount,
                cost + other.cost);
    }

    /**
     * These amounts less the others.
     *
     * @throws IllegalArgumentException if the others are more in a dimension
     */
    public Amounts minus(Amounts other) {
        return new Amounts(
                requestCount - other.requestCount,
                promptTokenCount - other.promptTokenCount,
                completionTokenCount - other.completionTokenCount,
                totalTokenCount - other.totalTokenCount,
                cost - other.cost);
    }
}
