package dev.tollgate.benchmarks.logging;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tollgate.core.limit.Settlement;
import dev.tollgate.core.usage.Usage;
import dev.tollgate.proxy.CallLog;
import dev.tollgate.proxy.CallRecord;
import dev.tollgate.proxy.Cost;
import dev.tollgate.proxy.Ending;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A process that records calls in one way, and says on the standard error what that cost. */
final class LoggingProcess {
    private static final int WARMING_UP = 5_000;

    private LoggingProcess() {}

    /**
     * Records one call, then many for this long.
     *
     * @param arguments the way, and the milliseconds
     */
    public static void main(String[] arguments) {
        var written = new Counted();
        System.setOut(new PrintStream(written, false, UTF_8));
        var begin = System.nanoTime();
        var log = Way.valueOf(arguments[0]).start();
        log.record(call(0));
        var first = System.nanoTime() - begin;
        var bytes = written.count;
        for (var i = 0; i < WARMING_UP; i++) {
            log.record(call(i));
        }
        System.err.printf("%d %d %d%n", first, nanosPerCall(log, Long.parseLong(arguments[1])), bytes);
    }

    private static long nanosPerCall(CallLog log, long millis) {
        var begin = System.nanoTime();
        var end = begin + Duration.ofMillis(millis).toNanos();
        var calls = 0;
        while (System.nanoTime() < end) {
            log.record(call(calls++));
        }
        return (System.nanoTime() - begin) / calls;
    }

    private static CallRecord call(int number) {
        var usage = new Usage(1_200, 350, 1_550, 0, 0, 0, Usage.Source.PROVIDER);
        return new CallRecord(
                "5c3fb1de-2d01-4d1c-9b1a-%012d".formatted(number),
                "8476a536-e9f4-11e8-9739-2dfe598c3fcd",
                "checkout-assistant",
                "openai",
                List.of(),
                "gpt-4o-mini",
                new Ending.Answered(200, usage, Settlement.DONE, Ending.Delivery.COMPLETE),
                Cost.NONE,
                false,
                Instant.EPOCH,
                Duration.ofMillis(1_234));
    }

    /** Counts what is written, and drops it. */
    private static final class Counted extends OutputStream {
        private long count;

        @Override
        public void write(int octet) {
            count++;
        }

        @Override
        public void write(byte[] octets, int offset, int length) {
            count += length;
        }
    }
}
