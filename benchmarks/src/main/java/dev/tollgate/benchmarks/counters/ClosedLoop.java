package dev.tollgate.benchmarks.counters;

import dev.tollgate.benchmarks.figures.Callers;
import dev.tollgate.benchmarks.figures.Timings;
import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * Callers that ask again as soon as they are answered, all from the same moment on.
 *
 * @param load how many, and for how many owners
 */
record ClosedLoop(Load load) {
    private static final long SEED = 42;

    /** Asks for this long. */
    Sample run(Decider decider, Duration time) {
        var deadline = System.nanoTime() + time.toNanos();
        return run(decider, () -> System.nanoTime() < deadline);
    }

    /** Asks this often, all callers together. */
    Sample run(Decider decider, int tries) {
        var left = new AtomicInteger(tries);
        return run(decider, () -> left.getAndDecrement() > 0);
    }

    private Sample run(Decider decider, BooleanSupplier goesOn) {
        var all = Callers.together(
                load.threads(), number -> () -> call(decider, goesOn, new SplittableRandom(SEED + number)));
        var first = all.stream().mapToLong(Calls::started).min().orElseThrow();
        var last = all.stream().mapToLong(Calls::ended).max().orElseThrow();
        return Sample.of(
                all.stream()
                        .flatMapToLong(calls -> Arrays.stream(calls.nanos()))
                        .toArray(),
                all.stream().mapToLong(Calls::admitted).sum(),
                (last - first) / 1e9);
    }

    private Calls call(Decider decider, BooleanSupplier goesOn, SplittableRandom random) {
        var timings = new Timings();
        var admitted = 0L;
        var started = System.nanoTime();
        var ended = started;
        while (goesOn.getAsBoolean()) {
            var asked = System.nanoTime();
            admitted += decider.decide(random.nextInt(load.owners())) ? 1 : 0;
            ended = System.nanoTime();
            timings.add(ended - asked);
        }
        return new Calls(timings.toArray(), admitted, started, ended);
    }

    /** What one caller saw; moments by {@link System#nanoTime}. */
    private record Calls(long[] nanos, long admitted, long started, long ended) {}
}
