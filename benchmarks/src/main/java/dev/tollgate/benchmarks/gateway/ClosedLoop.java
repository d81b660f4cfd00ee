package dev.tollgate.benchmarks.gateway;

import dev.tollgate.benchmarks.figures.Callers;
import dev.tollgate.benchmarks.figures.Timings;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Callers that ask again as soon as they are answered. The first call of each is not counted: it opens connections. */
final class ClosedLoop {
    private ClosedLoop() {}

    /** Makes calls for this long, and at least one that counts. */
    static Sample run(int callers, IntFunction<Callable<Connection.Timing>> caller, Duration time) {
        var all = Callers.together(callers, number -> {
            var call = caller.apply(number);
            return () -> calls(call, time);
        });
        var first = all.stream().mapToLong(Calls::started).min().orElseThrow();
        var last = all.stream().mapToLong(Calls::ended).max().orElseThrow();
        var whole = all(all, Calls::whole);
        return new Sample(
                whole.length,
                (last - first) / 1e9,
                Sample.Percentiles.of(all(all, Calls::firstByte)),
                Sample.Percentiles.of(whole));
    }

    private static Calls calls(Callable<Connection.Timing> call, Duration time) throws Exception {
        var firstByte = new Timings();
        var whole = new Timings();
        call.call();
        var started = System.nanoTime();
        do {
            var timing = call.call();
            firstByte.add(timing.firstByte());
            whole.add(timing.whole());
        } while (System.nanoTime() - started < time.toNanos());
        return new Calls(firstByte.toArray(), whole.toArray(), started, System.nanoTime());
    }

    private static long[] all(List<Calls> calls, Function<Calls, long[]> figures) {
        return calls.stream().map(figures).flatMapToLong(Arrays::stream).toArray();
    }

    /** What one caller saw; moments by {@link System#nanoTime}. */
    private record Calls(long[] firstByte, long[] whole, long started, long ended) {}
}
