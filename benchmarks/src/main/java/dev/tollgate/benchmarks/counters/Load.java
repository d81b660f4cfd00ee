package dev.tollgate.benchmarks.counters;

import java.util.List;

/**
 * How much is asked at once, and of how many counters.
 *
 * @param threads how many callers, each of which asks again as soon as it is answered
 * @param owners over how many owners the calls are spread, evenly and at random
 */
record Load(int threads, int owners) {
    static final int MANY = 1_000;

    /** What is measured, in this order. */
    static final List<Load> ALL = List.of(
            new Load(1, 1), new Load(8, 1), new Load(32, 1), new Load(1, MANY), new Load(8, MANY), new Load(32, MANY));

    /** For people: {@code one owner, 32 threads}. */
    String name() {
        return "%s, %d %s".formatted(isHot() ? "one owner" : "%,d owners".formatted(owners), threads, unit());
    }

    /** Whether all calls meet in one counter. */
    boolean isHot() {
        return owners == 1;
    }

    private String unit() {
        return threads == 1 ? "thread" : "threads";
    }
}
