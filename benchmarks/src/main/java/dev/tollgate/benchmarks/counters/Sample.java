package dev.tollgate.benchmarks.counters;

import dev.tollgate.benchmarks.figures.Statistics;
import java.util.Arrays;

/**
 * What one contestant did in one measurement.
 *
 * @param decisions how often it decided
 * @param admitted how often the answer was yes
 * @param seconds how long it took until the last decision
 * @param p50Micros the time of a decision that half of them do not exceed, in microseconds
 * @param p99Micros the same for 99 in 100
 */
record Sample(long decisions, long admitted, double seconds, double p50Micros, double p99Micros) {
    /** @param nanos the time of each decision, in nanoseconds; sorted here */
    static Sample of(long[] nanos, long admitted, double seconds) {
        Arrays.sort(nanos);
        return new Sample(
                nanos.length,
                admitted,
                seconds,
                Statistics.percentile(nanos, 50) / 1_000.0,
                Statistics.percentile(nanos, 99) / 1_000.0);
    }

    double decisionsPerSecond() {
        return decisions / seconds;
    }
}
