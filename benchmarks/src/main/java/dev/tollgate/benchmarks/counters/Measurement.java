package dev.tollgate.benchmarks.counters;

import dev.tollgate.benchmarks.figures.Measured;

/**
 * What one contestant did under one load in one round.
 *
 * @param cpuMicros the processor time of one decision, that of the store included, in microseconds
 */
record Measurement(int round, String contestant, Load load, Sample sample, double cpuMicros) implements Measured<Load> {
    double decisionsPerSecond() {
        return sample.decisionsPerSecond();
    }

    /** How many decisions the work of one second of one processor would be. */
    double decisionsPerCpuSecond() {
        return 1e6 / cpuMicros;
    }
}
