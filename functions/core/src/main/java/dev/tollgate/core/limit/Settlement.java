package dev.tollgate.core.limit;

/** How a reservation ended. */
public enum Settlement {
    /** Every counter was brought up to date. */
    DONE,
    /** A lease was gone: an earlier attempt ended it, or it expired and its reservation counts as used. */
    LEASE_GONE,
    /** The store did not answer: the lease will expire, and its reservation count as used. */
    STORE_FAILED
}
