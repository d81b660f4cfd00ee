package dev.tollgate.core.limit;

/**
 * How a reservation ended. Where tokens are counted after the reply, a lease has reserved the request alone: what a call used
 * beyond it is not counted unless this is {@link #DONE}.
 */
public enum Settlement {
    /** Every counter was brought up to date. */
    DONE,
    /** A lease had expired and was buried by somebody else: what it had reserved counts as used. */
    TOO_LATE,
    /** The store did not answer: the lease will expire, and what it reserved count as used. */
    STORE_FAILED
}
