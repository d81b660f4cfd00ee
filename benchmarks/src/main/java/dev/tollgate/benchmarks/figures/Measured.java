package dev.tollgate.benchmarks.figures;

/**
 * What one contestant did under one load in one round.
 *
 * @param <L> what loads are
 */
public interface Measured<L> {
    /** Counted from 1. */
    int round();

    /** The contestant's name. */
    String contestant();

    /** What it was put under. */
    L load();
}
