package dev.tollgate.core.quota;

/**
 * How many calls each process lets through unchecked, in each window of an owner, while the counters cannot be reached. A
 * counter that answers, if only that too much is asked of it at once, has not failed. Immutable.
 *
 * @param capacity calls a process and window; 0: none
 */
public record OnStoreFailure(long capacity) {
    /** No call passes that could not be checked. */
    public static final OnStoreFailure DENY = new OnStoreFailure(0);

    /** More than any process can let through; exact in JSON numbers of every reader. */
    private static final long ALL = 1_000_000_000_000L;

    /** Every call passes that cannot be checked. */
    public static final OnStoreFailure ALLOW = new OnStoreFailure(ALL);

    /** @throws IllegalArgumentException if it is negative, or above 10<sup>12</sup> */
    public OnStoreFailure {
        if (capacity < 0 || capacity > ALL) {
            throw new IllegalArgumentException("the safe capacity must be from 0 to %d: %d".formatted(ALL, capacity));
        }
    }
}
