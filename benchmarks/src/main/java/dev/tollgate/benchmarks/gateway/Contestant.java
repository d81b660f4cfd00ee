package dev.tollgate.benchmarks.gateway;

import dev.tollgate.benchmarks.figures.CpuTime;
import dev.tollgate.benchmarks.figures.Rounds;
import java.time.Duration;

/** One way to a reply. */
interface Contestant extends Rounds.Contestant<Load, Measurement>, AutoCloseable {
    String name();

    /** Asks for this long. */
    Sample measure(Load load, Duration time);

    @Override
    default Measurement measure(int round, Load load, Duration time) {
        var before = CpuTime.soFar();
        var sample = measure(load, time);
        var used = CpuTime.soFar().minus(before);
        return new Measurement(round, name(), load, sample, used.toNanos() / 1e3 / sample.calls());
    }

    @Override
    void close();
}
