package dev.tollgate.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import dev.tollgate.testkit.lambda.Invocation;
import dev.tollgate.testkit.lambda.Invoked;
import dev.tollgate.testkit.lambda.Reply;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ManyCallsTest {
    /** So that a call that is not let go of shows. */
    private static final String PADDING = " ".repeat(4 << 10);

    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    /** The event says in which way: whole, streamed, failed before or in the midst. */
    private static void mixed(String event, OutputStream out, Context context) throws IOException {
        var text = (event + " " + context.getAwsRequestId()).getBytes(UTF_8);
        if (event.startsWith("whole")) {
            out.write(text);
            return;
        } else if (event.startsWith("failed")) {
            throw new Unlucky(event);
        }
        var response = (ResponseStream) out;
        response.begin(200, Map.of());
        response.write(text, 0, 3);
        response.flush();
        response.write(text, 3, text.length - 3);
        if (event.startsWith("broken")) {
            throw new Unlucky(event);
        }
    }

    @Test
    void tenThousandCalls_leaveNothingBehind() throws Exception {
        var silenced = System.out;
        System.setOut(new PrintStream(OutputStream.nullOutputStream()));
        try (var function = TestFunction.start(ManyCallsTest::mixed)) {
            calls(function, 1000);
            var before = Footprint.now();

            calls(function, 9000);

            var after = Footprint.now();
            silenced.println("after 1,000 calls: " + before + "; after 10,000: " + after);
            assertThat(after.threads()).isLessThanOrEqualTo(before.threads() + 2);
            assertThat(after.descriptors()).isLessThanOrEqualTo(before.descriptors() + 8);
            assertThat(after.heapBytes()).isLessThan(before.heapBytes() + (2 << 20));
            assertThat(function.api().faults()).isEmpty();
        } finally {
            System.setOut(silenced);
        }
    }

    private static void calls(TestFunction function, int count) throws InterruptedException {
        for (var i = 0; i < count; i++) {
            var event = kind(i) + " " + i + PADDING;
            check(function.invoke(event), event);
        }
    }

    private static String kind(int number) {
        return switch (number % 5) {
            case 0, 1 -> "whole";
            case 2 -> "failed";
            case 3 -> "streamed";
            default -> "broken";
        };
    }

    private static void check(Invoked call, String event) throws InterruptedException {
        var expected = event + " " + call.invocation().requestId();
        switch (call.await(TestFunction.PATIENCE)) {
            case Reply.Whole whole ->
                assertThat(whole.text()).isEqualTo(expected).startsWith("whole");
            case Reply.Failed failed -> assertThat(failed.error().body()).contains("\"" + event + "\"", "failed");
            case Reply.Streamed streamed -> {
                assertThat(TestFunction.payload(streamed)).isEqualTo(expected);
                assertThat(streamed.failure().isPresent()).isEqualTo(event.startsWith("broken"));
            }
            case Reply.Lost lost -> throw new AssertionError(lost);
        }
    }

    @Test
    void sixteenLoops_keepTheirCallsApart() throws Exception {
        var begun = new AtomicInteger();
        var together = new CyclicBarrier(16);
        var most = new AtomicInteger();
        var now = new AtomicInteger();
        try (var function = TestFunction.start(
                (event, out, context) -> {
                    most.accumulateAndGet(now.incrementAndGet(), Math::max);
                    try {
                        if (begun.incrementAndGet() <= 16) {
                            await(together);
                        }
                        mixed(event, out, context);
                    } finally {
                        now.decrementAndGet();
                    }
                },
                16)) {
            var calls = new ArrayList<Invoked>();
            var silenced = System.out;
            System.setOut(new PrintStream(OutputStream.nullOutputStream()));
            try {
                for (var i = 0; i < 3000; i++) {
                    calls.add(function.api().invoke(Invocation.of(kind(i) + " " + i, TestFunction.DEADLINE)));
                }
                for (var i = 0; i < calls.size(); i++) {
                    check(calls.get(i), kind(i) + " " + i);
                }
            } finally {
                System.setOut(silenced);
            }

            assertThat(most.get()).isEqualTo(16);
            assertThat(function.api().faults()).isEmpty();
        }
    }

    private static void await(CyclicBarrier barrier) throws IOException {
        try {
            barrier.await(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    /** Made as often as a failing call, so without what costs. */
    private static final class Unlucky extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unlucky(String message) {
            super(message, null, false, false);
        }
    }

    private record Footprint(int threads, long descriptors, long heapBytes) {
        static Footprint now() throws IOException {
            for (var i = 0; i < 3; i++) {
                System.gc();
            }
            return new Footprint(
                    ManagementFactory.getThreadMXBean().getThreadCount(),
                    openDescriptors(),
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }

        private static long openDescriptors() throws IOException {
            if (!Files.isDirectory(DESCRIPTORS)) {
                return 0;
            }
            try (var open = Files.list(DESCRIPTORS)) {
                return open.count();
            }
        }
    }
}
