package dev.tollgate.benchmarks;

import java.time.Duration;

/** One way to decide whether a call may be made, and to count it. */
interface Contestant extends AutoCloseable {
    String name();

    /** The name of the contestant that does the least for the same: what it is compared with. */
    String floor();

    /** Whether it can be put under this load. */
    boolean takes(Load load);

    /** Decides for this long, with limits that are never reached. */
    Sample measure(Load load, Duration time);

    /** Decides so many times while every request is counted, with counters of its own. */
    Tally count(Load load, int tries, long limit);

    @Override
    void close();
}
