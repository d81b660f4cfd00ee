package dev.tollgate.benchmarks.counters;

import dev.tollgate.benchmarks.figures.Results;
import java.util.List;

/**
 * What is claimed, and what was measured.
 *
 * @param claim in words
 * @param atLeast the ratio of decisions a second that is claimed
 * @param measured that ratio in this run; {@code NaN} where it was not measured
 * @param measuredByCpu the same of decisions a second of processor time
 */
record Target(String claim, double atLeast, double measured, double measuredByCpu) {
    private static final Load HOT = new Load(32, 1);
    private static final Load SPREAD = new Load(32, Load.MANY);

    /** All that is claimed of the counters, by these results. */
    static List<Target> of(Results<Load, Measurement> results) {
        return List.of(
                reserve(results, HOT),
                reserve(results, SPREAD),
                reserveAndSettle(results, HOT),
                reserveAndSettle(results, SPREAD),
                of(
                        results,
                        "reserve to bucket4j, " + HOT.name(),
                        4,
                        Contestants.RESERVE,
                        HOT,
                        Contestants.BUCKET4J,
                        HOT),
                of(
                        results,
                        "16 shards of one owner to 1,000 owners, both by the Limiter, 32 threads",
                        0.9,
                        Contestants.SHARDED_LIMITER,
                        HOT,
                        Contestants.LIMITER,
                        SPREAD));
    }

    private static Target reserve(Results<Load, Measurement> results, Load load) {
        var claim = "reserve to one raw update, " + load.name();
        return of(results, claim, 0.8, Contestants.RESERVE, load, Contestants.RAW_UPDATE, load);
    }

    private static Target reserveAndSettle(Results<Load, Measurement> results, Load load) {
        var claim = "reserve + settle to two raw updates, " + load.name();
        return of(results, claim, 0.8, Contestants.RESERVE_AND_SETTLE, load, Contestants.TWO_RAW_UPDATES, load);
    }

    private static Target of(
            Results<Load, Measurement> results,
            String claim,
            double atLeast,
            String ours,
            Load load,
            String theirs,
            Load theirLoad) {
        return new Target(
                claim,
                atLeast,
                results.ratio(Measurement::decisionsPerSecond, ours, load, theirs, theirLoad),
                results.ratio(Measurement::decisionsPerCpuSecond, ours, load, theirs, theirLoad));
    }

    boolean isMet() {
        return measured >= atLeast;
    }
}
