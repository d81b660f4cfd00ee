package dev.tollgate.upstream.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A reply's body as a stream that throws instead of waiting for ever. The JDK's own time-out ends with the headers.
 *
 * <p>One piece is asked for at a time, so a slow reader slows the provider down. To be read by one thread; may be closed
 * by another.
 */
public final class TimedBody extends InputStream implements BodySubscriber<TimedBody> {
    private final Duration idle;
    private volatile long endNanos;
    private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    private final Queue<ByteBuffer> pieces = new ArrayDeque<>();
    private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
    private volatile boolean closed;
    private boolean complete;

    /** @param endNanos when the whole call must have ended, as {@link System#nanoTime} counts */
    TimedBody(Duration idle, long endNanos) {
        this.idle = idle;
        this.endNanos = endNanos;
    }

    @Override
    public CompletionStage<TimedBody> getBody() {
        return CompletableFuture.completedStage(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription newSubscription) {
        subscription.complete(newSubscription);
        if (closed) {
            newSubscription.cancel();
        } else {
            newSubscription.request(1);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> item) {
        signals.add(new Signal.Data(item));
    }

    @Override
    public void onError(Throwable throwable) {
        signals.add(new Signal.Failure(throwable));
    }

    @Override
    public void onComplete() {
        signals.add(Signal.END);
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    /** @throws UpstreamException if nothing comes within the limits, or the connection breaks */
    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        var piece = nextPiece();
        if (piece == null) {
            return -1;
        }
        var count = Math.min(length, piece.remaining());
        piece.get(target, offset, count);
        return count;
    }

    @Override
    public int available() {
        var piece = pieces.peek();
        return piece == null ? 0 : piece.remaining();
    }

    /** Shortens the time that is left for the call, unless there is less. */
    public void endWithin(Duration time) {
        endNanos = Math.min(endNanos, System.nanoTime() + time.toNanos());
    }

    /** Lets go of the connection; closes it where the body was not read to its end. */
    @Override
    public void close() {
        closed = true;
        if (subscription.isDone()) {
            subscription.join().cancel();
        }
        signals.add(new Signal.Failure(new IOException("closed")));
    }

    private @Nullable ByteBuffer nextPiece() throws UpstreamException {
        while (!complete) {
            var piece = pieces.peek();
            if (piece != null && piece.hasRemaining()) {
                return piece;
            }
            if (piece != null) {
                pieces.remove();
            } else {
                take(await());
            }
        }
        return null;
    }

    private void take(Signal signal) throws UpstreamException {
        switch (signal) {
            case Signal.Data(var buffers) -> {
                pieces.addAll(buffers);
                subscription.join().request(1);
            }
            case Signal.Failure(var cause) ->
                throw new UpstreamException(UpstreamException.Kind.BROKEN, "its reply broke off", cause);
            case Signal.End _ -> complete = true;
        }
    }

    private Signal await() throws UpstreamException {
        var left = Duration.ofNanos(endNanos - System.nanoTime());
        var limit = left.compareTo(idle) < 0 ? left : idle;
        try {
            var signal = signals.poll(limit.toNanos(), TimeUnit.NANOSECONDS);
            if (signal != null) {
                return signal;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UpstreamException(UpstreamException.Kind.BROKEN, "interrupted", e);
        }
        close();
        throw limit.equals(idle)
                ? new UpstreamException(
                        UpstreamException.Kind.STALLED, "it sent nothing for %d ms".formatted(idle.toMillis()))
                : new UpstreamException(
                        UpstreamException.Kind.TOO_LONG, "it did not finish within the time for a call");
    }

    private sealed interface Signal {
        End END = new End();

        record Data(List<ByteBuffer> buffers) implements Signal {}

        record Failure(Throwable cause) implements Signal {}

        record End() implements Signal {}
    }
}
