package dev.tollgate.benchmarks.gateway;

import dev.tollgate.benchmarks.figures.Statistics;
import java.util.Arrays;

/**
 * What one contestant did in one measurement.
 *
 * @param calls how many it answered
 * @param seconds how long it took until the last answer
 * @param firstByte until the first of an answer's body was there
 * @param whole until all of it was
 */
record Sample(long calls, double seconds, Percentiles firstByte, Percentiles whole) {
    /**
     * The times of calls, in microseconds.
     *
     * @param p50Micros what half of them do not exceed
     * @param p99Micros the same for 99 in 100
     */
    record Percentiles(double p50Micros, double p99Micros) {
        /** @param nanos in nanoseconds; sorted here */
        static Percentiles of(long[] nanos) {
            Arrays.sort(nanos);
            return new Percentiles(
                    Statistics.percentile(nanos, 50) / 1_000.0, Statistics.percentile(nanos, 99) / 1_000.0);
        }
    }

    double callsPerSecond() {
        return calls / seconds;
    }
}
