package dev.tollgate.benchmarks.figures;

import java.time.Duration;
import java.util.stream.Stream;

/**
 * The processor time of this process and of those that it has started, the store among them. Others who use the machine slow
 * a decision down, but hardly change how much work it is.
 */
public final class CpuTime {
    private CpuTime() {}

    /** What all of them have used so far; the system counts in steps of some milliseconds. */
    public static Duration soFar() {
        var self = ProcessHandle.current();
        return Stream.concat(Stream.of(self), self.descendants())
                .flatMap(process -> process.info().totalCpuDuration().stream())
                .reduce(Duration.ZERO, Duration::plus);
    }
}
