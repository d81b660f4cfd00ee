package dev.tollgate.benchmarks.startup;

import dev.tollgate.benchmarks.figures.Results;
import java.util.List;

/**
 * What is claimed, and what was measured: the median over the rounds of what is calculated of each.
 *
 * @param limit what the figure must not be above
 */
record Target(String claim, double limit, double measured) {
    private static final double TIMES_THE_MINIMUM = 1.2;
    private static final double TIMES_A_WARM_CALL = 1.5;
    private static final double MEGABYTES = 16;

    /** All that is claimed, by these results. */
    static List<Target> of(Results<Start, Sample> results, long zipBytes) {
        return List.of(
                new Target(
                        "cold start to that of one GetItem with Apache",
                        TIMES_THE_MINIMUM,
                        results.ratio(Sample::end, Contestants.PROXY, Start.COLD, Contestants.MINIMAL, Start.COLD)),
                new Target(
                        "first call after a restore to the p99 of warm ones",
                        TIMES_A_WARM_CALL,
                        results.medianOfRounds(round -> round.figure(Contestants.PROXY, Start.RESTORED, Sample::end)
                                / round.figure(Contestants.PROXY, Start.RESTORED, Sample::warmP99))),
                new Target("MB of proxy.zip", MEGABYTES, zipBytes / 1e6));
    }

    boolean isMet() {
        return measured <= limit;
    }
}
