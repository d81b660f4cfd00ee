package dev.tollgate.benchmarks.startup;

import dev.tollgate.benchmarks.figures.Rounds;
import dev.tollgate.benchmarks.figures.Statistics;
import dev.tollgate.benchmarks.figures.Timings;
import dev.tollgate.testkit.lambda.Deployment;
import dev.tollgate.testkit.lambda.InitializationType;
import dev.tollgate.testkit.lambda.LambdaProcess;
import dev.tollgate.testkit.lambda.RuntimeApiDouble;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;

/**
 * A function that is started anew for each measurement.
 *
 * @param start the one way in which it starts
 * @param event of each call
 * @param warmCalls how many are timed after the first one
 */
record Contestant(String name, Start start, Deployment deployment, String event, int warmCalls)
        implements Rounds.Contestant<Start, Sample> {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String RESTORE = "GET /runtime/restore/next";
    private static final String NEXT = "GET /runtime/invocation/next";

    /** A process is not warm after its first call. */
    private static final int NOT_TIMED = 100;

    /** Of a millisecond. */
    private static final double NANOS = 1e6;

    private static final double MEGABYTE = 1024 * 1024;

    @Override
    public boolean takes(Start load) {
        return load == start;
    }

    @Override
    public Sample measure(int round, Start load, Duration time) {
        try (var api = new RuntimeApiDouble()) {
            return start == Start.COLD ? cold(round, api) : restored(round, api);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The call waits before the process is there. */
    private Sample cold(int round, RuntimeApiDouble api) throws IOException, InterruptedException {
        // Unzipping is none of its time: on Lambda the code is there.
        try (var process = LambdaProcess.start(deployment, api)) {
            return explained(process, () -> {
                var first = TimedCall.take(api, event, process.startedAt());
                return sample(round, api, process, Double.NaN, Double.NaN, first);
            });
        }
    }

    private Sample restored(int round, RuntimeApiDouble api) throws IOException, InterruptedException {
        try (var process = LambdaProcess.start(deployment.initializedBy(InitializationType.SNAP_START), api)) {
            return explained(process, () -> {
                api.awaitRequest(RESTORE, PATIENCE);
                var ready = millisSince(process.startedAt());
                var restoring = System.nanoTime();
                api.restore();
                api.awaitRequest(NEXT, PATIENCE);
                var restore = millisSince(restoring);
                var first = TimedCall.take(api, event, System.nanoTime());
                return sample(round, api, process, ready, restore, first);
            });
        }
    }

    /** What can be measured of a process that runs. */
    private interface Measuring {
        Sample measure() throws InterruptedException;
    }

    private static Sample explained(LambdaProcess process, Measuring measuring) throws InterruptedException {
        try {
            return measuring.measure();
        } catch (IllegalStateException e) {
            throw new IllegalStateException("its process wrote: " + process.output(), e);
        }
    }

    private Sample sample(
            int round, RuntimeApiDouble api, LambdaProcess process, double ready, double restore, TimedCall.Times first)
            throws InterruptedException {
        var warm = warm(api);
        var peak = process.peakResidentBytes().orElse(0) / MEGABYTE;
        return new Sample(
                round,
                name,
                start,
                ready,
                restore,
                first.first(),
                first.end(),
                Statistics.percentile(warm, 50) / NANOS,
                Statistics.percentile(warm, 99) / NANOS,
                peak);
    }

    /** Times of later calls in nanoseconds, the shortest first. */
    private long[] warm(RuntimeApiDouble api) throws InterruptedException {
        var timings = new Timings();
        for (var call = -NOT_TIMED; call < warmCalls; call++) {
            var times = TimedCall.take(api, event, System.nanoTime());
            if (call >= 0) {
                timings.add(Math.round(times.end() * NANOS));
            }
        }
        var sorted = timings.toArray();
        Arrays.sort(sorted);
        return sorted;
    }

    private static double millisSince(long nanoTime) {
        return (System.nanoTime() - nanoTime) / NANOS;
    }
}
