package dev.tollgate.benchmarks.startup;

import dev.tollgate.benchmarks.figures.Measured;

/**
 * What one process measured, in milliseconds.
 *
 * @param ready from the start of the process until it asks for the restore; {@code NaN} without one
 * @param restore from the restore until it asks for its first call; {@code NaN} without one
 * @param first of the first call, until its first byte: since the start of the process, or since it was handed over after a restore
 * @param end of the first call, until its end
 * @param warmMedian of later calls of the same process, until their end
 * @param warmP99 of the same
 * @param peakMegabytes the most memory that the process had resident
 */
record Sample(
        int round,
        String contestant,
        Start load,
        double ready,
        double restore,
        double first,
        double end,
        double warmMedian,
        double warmP99,
        double peakMegabytes)
        implements Measured<Start> {}
