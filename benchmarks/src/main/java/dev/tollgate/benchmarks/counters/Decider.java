package dev.tollgate.benchmarks.counters;

/** Decides one call after the other. Thread safe; blocks for the store. */
@FunctionalInterface
interface Decider {
    /**
     * Decides one call, from asking to having counted it.
     *
     * @param owner whose call, by number from 0
     * @return whether it is admitted
     */
    boolean decide(int owner);

    /** How a decider is made. */
    @FunctionalInterface
    interface Factory {
        /**
         * A decider with counters of its own.
         *
         * @param prefix what the names of its owners begin with: another prefix, other counters
         * @param limit how many requests an owner has in its window; nothing else is ever in the way
         */
        Decider over(Store store, String prefix, long limit);
    }
}
