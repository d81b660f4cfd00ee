package dev.tollgate.testkit.simulation;

/** What must hold of every run. */
enum Check {
    /** What is used and reserved, and what the provider really did, is within every limit. */
    LIMIT_IS_HELD,
    /** What the provider did is in the counters from the first moment on. */
    NOTHING_IS_FORGOTTEN,
    /**
     * A call that is refused would not have fitted, at one moment of its being decided at least; none is undecided where the
     * store does what it is asked.
     */
    REFUSED_FOR_A_REASON,
    /** A call that is refused keeps nothing, where the store does what it is asked. */
    REFUSED_KEEPS_NOTHING,
    /** Figures change with every operation that is acknowledged, once. */
    COUNTED_ONCE,
    /** A limiter hears what is true: of a store that failed, and of an ending that is done. */
    TOLD_THE_TRUTH,
    /** A call that may still be alive is not taken for dead. */
    THE_LIVING_ARE_NOT_BURIED,
    /** When nobody calls any more, and those who met the dead have buried them, nothing is reserved. */
    NOTHING_IS_RESERVED_AT_REST,
    /** In the end as much is used as the provider says, and of the dead all they had reserved. */
    USED_IS_WHAT_THE_PROVIDER_SAYS,
    /** Nothing throws what it does not say it throws. */
    NOTHING_BREAKS
}
