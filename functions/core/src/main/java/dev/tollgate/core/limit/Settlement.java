package dev.tollgate.core.limit;

/** How a reservation ended. */
public enum Settlement {
    /** Every counter was brought up to date. */
    DONE,
    /** A lease had expired and was ended by somebody else: its reservation counts as used (in {@code COUNT_AFTER}, the request alone). */
    TOO_LATE,
    /**
     * The store did not answer: the lease will expire, and its reservation count as used (in {@code COUNT_AFTER},
     * the request alone).
     */
    STORE_FAILED
}
