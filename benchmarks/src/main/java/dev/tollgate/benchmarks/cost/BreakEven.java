package dev.tollgate.benchmarks.cost;

import java.time.Duration;

/**
 * The load at which two ways cost the same.
 *
 * @param millionsPerMonth calls in a month, in millions
 * @param duration of a call
 */
record BreakEven(double millionsPerMonth, Duration duration) {
    double callsPerSecond() {
        return millionsPerMonth * 1e6 / (Fleet.HOURS_PER_MONTH * 3_600.0);
    }

    /** How many calls are in flight on average, day and night. */
    double callsAtOnce() {
        return callsPerSecond() * duration.toMillis() / 1e3;
    }
}
