package dev.tollgate.benchmarks.startup;

import dev.tollgate.testkit.lambda.Invocation;
import dev.tollgate.testkit.lambda.Reply;
import dev.tollgate.testkit.lambda.ReplyListener;
import dev.tollgate.testkit.lambda.RuntimeApiDouble;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** A call, and when its reply came. For one thread beside that of the double. */
final class TimedCall implements ReplyListener {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final StringBuilder text = new StringBuilder();
    private volatile long first;
    private volatile long end;

    private TimedCall() {}

    /**
     * Times of a call, in milliseconds since it was handed over, or since something before.
     *
     * @param first until its first byte
     * @param end until its end
     */
    record Times(double first, double end) {}

    /**
     * Makes a call and waits for its reply.
     *
     * @param begin by {@link System#nanoTime}
     * @throws IllegalStateException if it is not answered with 200
     */
    static Times take(RuntimeApiDouble api, String event, long begin) throws InterruptedException {
        var call = new TimedCall();
        var reply = api.invoke(Invocation.of(event, Instant.now().plus(PATIENCE)), call)
                .await(PATIENCE);
        if (reply instanceof Reply.Whole whole) {
            call.text.append(whole.text());
        }
        if (!call.text.toString().contains("\"statusCode\":200")) {
            throw new IllegalStateException("a call failed: %s %s".formatted(reply, call.text));
        }
        return new Times(millis(call.first - begin), millis(call.end - begin));
    }

    private static double millis(long nanos) {
        return nanos / (double) TimeUnit.MILLISECONDS.toNanos(1);
    }

    @Override
    public void chunk(byte[] bytes) {
        if (first == 0) {
            first = System.nanoTime();
        }
        text.append(new String(bytes, StandardCharsets.UTF_8));
    }

    @Override
    public void ended(Reply reply) {
        end = System.nanoTime();
        first = first == 0 ? end : first;
    }
}
