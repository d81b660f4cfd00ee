package dev.tollgate.benchmarks.gateway;

import dev.tollgate.benchmarks.figures.Measured;

/**
 * What one contestant did under one load in one round.
 *
 * @param cpuMicros the processor time of one call, that of the callers and of the provider included, in microseconds
 */
record Measurement(int round, String contestant, Load load, Sample sample, double cpuMicros) implements Measured<Load> {
    double callsPerSecond() {
        return sample.callsPerSecond();
    }

    double firstByteP50Millis() {
        return sample.firstByte().p50Micros() / 1_000;
    }

    double firstByteP99Millis() {
        return sample.firstByte().p99Micros() / 1_000;
    }

    double p50Millis() {
        return sample.whole().p50Micros() / 1_000;
    }

    double p99Millis() {
        return sample.whole().p99Micros() / 1_000;
    }

    double cpuMillis() {
        return cpuMicros / 1_000;
    }
}
