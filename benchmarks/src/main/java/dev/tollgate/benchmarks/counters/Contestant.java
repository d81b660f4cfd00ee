package dev.tollgate.benchmarks.counters;

import dev.tollgate.benchmarks.figures.CpuTime;
import dev.tollgate.benchmarks.figures.Rounds;
import java.time.Duration;

/** One way to decide whether a call may be made, and to count it. */
interface Contestant extends Rounds.Contestant<Load, Measurement>, AutoCloseable {
    String name();

    /** The name of the contestant that does the least for the same: what it is compared with. */
    String floor();

    /** Decides for this long, with limits that are never reached. */
    Sample measure(Load load, Duration time);

    @Override
    default Measurement measure(int round, Load load, Duration time) {
        var before = CpuTime.soFar();
        var sample = measure(load, time);
        var used = CpuTime.soFar().minus(before);
        return new Measurement(round, name(), load, sample, used.toNanos() / 1e3 / sample.decisions());
    }

    /** Decides so many times while every request is counted, with counters of its own. */
    Tally count(Load load, int tries, long limit);

    @Override
    void close();
}
