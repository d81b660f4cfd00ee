package dev.tollgate.benchmarks.figures;

import java.util.Arrays;

/** Times in nanoseconds, as they come. For one thread. */
public final class Timings {
    private long[] nanos = new long[1_024];
    private int count;

    /** Adds one. */
    public void add(long time) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * count);
        }
        nanos[count++] = time;
    }

    /** All of them, in the order in which they came. */
    public long[] toArray() {
        return Arrays.copyOf(nanos, count);
    }
}
