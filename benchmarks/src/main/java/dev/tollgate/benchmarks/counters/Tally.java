package dev.tollgate.benchmarks.counters;

/**
 * What a number of decisions came to.
 *
 * @param tries how often it was asked
 * @param admitted how often the answer was yes
 * @param reads requests that read, attempts that were repeated included
 * @param writes requests that write, those included that failed on their condition or in a conflict
 * @param writeUnits what the writes consumed by the store's own figure; a failed condition, of which it says nothing, is
 *     taken for one unit, and each item of a transaction for two
 */
record Tally(long tries, long admitted, long reads, long writes, double writeUnits) {
    double readsPerDecision() {
        return (double) reads / tries;
    }

    double writesPerDecision() {
        return (double) writes / tries;
    }

    double writeUnitsPerDecision() {
        return writeUnits / tries;
    }
}
