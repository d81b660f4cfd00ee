package dev.tollgate.benchmarks.figures;

import java.util.List;

/** The two statistics that are quoted. */
public final class Statistics {
    private Statistics() {}

    /**
     * The middle value; between the two in the middle where their number is even.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static double median(List<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("the median of nothing");
        }
        var sorted = values.stream().sorted().toList();
        var middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /**
     * The smallest value that this many in a hundred do not exceed (nearest rank).
     *
     * @param sorted in ascending order
     * @throws IllegalArgumentException if there is none
     */
    public static long percentile(long[] sorted, int percent) {
        if (sorted.length == 0) {
            throw new IllegalArgumentException("a percentile of nothing");
        }
        return sorted[Math.max(0, (int) Math.ceil(sorted.length * percent / 100.0) - 1)];
    }
}
