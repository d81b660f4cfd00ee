package dev.tollgate.upstream.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Objects;

/**
 * A reply's body as a stream that throws instead of waiting for ever. It is read from the connection as it is asked for,
 * so a slow reader slows the provider down.
 *
 * <p>To be read by one thread; may be closed by another, and the reader then has an {@link UpstreamException}.
 */
public final class TimedBody extends InputStream {
    private final InputStream content;
    private final Exchange exchange;
    private final Duration idle;
    private boolean complete;

    /** @param idle how long the exchange lets a read wait, for the message */
    TimedBody(InputStream content, Exchange exchange, Duration idle) {
        this.content = content;
        this.exchange = exchange;
        this.idle = idle;
    }

    /** @throws UpstreamException if nothing comes within the limits, or the connection breaks */
    @Override
    public int read() throws UpstreamException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    /** @throws UpstreamException if nothing comes within the limits, or the connection breaks */
    @Override
    public int read(byte[] target, int offset, int length) throws UpstreamException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (complete || length == 0) {
            return complete ? -1 : 0;
        }
        try {
            var count = content.read(target, offset, length);
            complete = count < 0;
            if (complete && !exchange.giveBack()) {
                throw new SocketException("closed");
            }
            return count;
        } catch (IOException e) {
            throw broken(e);
        }
    }

    /** Shortens the time that is left for the whole call, unless there is less. */
    public void endWithin(Duration time) {
        exchange.endWithin(time);
    }

    /**
     * Closes the connection where the body was not read to its end, so that the provider stops. The content is not closed:
     * that would read it to its end.
     */
    @Override
    public void close() {
        exchange.breakOff();
    }

    private UpstreamException broken(IOException cause) {
        var failure = cause instanceof SocketTimeoutException
                ? exchange.failure(
                        UpstreamException.Kind.STALLED, "it sent nothing for %d ms".formatted(idle.toMillis()), cause)
                : exchange.failure(UpstreamException.Kind.BROKEN, "its reply broke off", cause);
        exchange.breakOff();
        return failure;
    }
}
