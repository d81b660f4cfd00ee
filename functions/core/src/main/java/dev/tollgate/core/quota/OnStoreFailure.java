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

    /** Every call passes that cannot be checked. */
    public static final OnStoreFailure ALLOW = new OnStoreFailure(Long.MAX_VALUE);

    /** @throws IllegalArgumentException if it is negative */
    public OnStoreFailure {
        if (capacity < 0) {
            throw new IllegalArgumentException("the safe capacity must not be negative: " + capacity);
        }
    }
}
