package dev.tollgate.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
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
        var start = new CyclicBarrier(load.threads());
        try (var threads = Executors.newFixedThreadPool(load.threads())) {
            var callers = new ArrayList<Callable<Calls>>();
            for (var i = 0; i < load.threads(); i++) {
                var random = new SplittableRandom(SEED + i);
                callers.add(() -> {
                    start.await();
                    return call(decider, goesOn, random);
                });
            }
            var all = new ArrayList<Calls>();
            for (var caller : threads.invokeAll(callers)) {
                all.add(caller.get());
            }
            var first = all.stream().mapToLong(Calls::started).min().orElseThrow();
            var last = all.stream().mapToLong(Calls::ended).max().orElseThrow();
            return Sample.of(
                    all.stream()
                            .flatMapToLong(calls -> Arrays.stream(calls.nanos()))
                            .toArray(),
                    all.stream().mapToLong(Calls::admitted).sum(),
                    (last - first) / 1e9);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a decision failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private Calls call(Decider decider, BooleanSupplier goesOn, SplittableRandom random) {
        var nanos = new long[1_024];
        var count = 0;
        var admitted = 0L;
        var started = System.nanoTime();
        var ended = started;
        while (goesOn.getAsBoolean()) {
            var asked = System.nanoTime();
            admitted += decider.decide(random.nextInt(load.owners())) ? 1 : 0;
            ended = System.nanoTime();
            if (count == nanos.length) {
                nanos = Arrays.copyOf(nanos, 2 * count);
            }
            nanos[count++] = ended - asked;
        }
        return new Calls(Arrays.copyOf(nanos, count), admitted, started, ended);
    }

    /** What one caller saw; moments by {@link System#nanoTime}. */
    private record Calls(long[] nanos, long admitted, long started, long ended) {}
}
