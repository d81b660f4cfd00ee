package dev.tollgate.runtime;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/**
 * What a handler writes its reply to, so that API Gateway passes it on while it is written:
 *
 * <pre>{@code
 * public void handleRequest(InputStream event, OutputStream out, Context context) throws IOException {
 *     if (out instanceof ResponseStream response) {
 *         response.begin(200, Map.of("content-type", "text/event-stream"));
 *         response.write(...);
 *         response.flush(); // now it is on its way
 *     }
 * }
 * }</pre>
 *
 * A handler that never begins a response replies whole, as under the stock runtime. For one thread.
 *
 * <p>Where nobody takes the response any more, writing and flushing throw an {@link java.io.IOException}; a handler that has
 * something to bring to its end may go on without. When the handler has returned they throw it too.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode-lambda.html">the
 *     format</a>
 */
public final class ResponseStream extends OutputStream {
    private static final byte[] END_OF_PRELUDE = new byte[8];
    private static final int LARGEST_PRELUDE = 16 << 10;

    private final OutputStream out;
    private final Beginning beginning;
    private boolean begun;

    /** Writes responses in API Gateway's format to any stream. */
    public ResponseStream(OutputStream out) {
        this(out, () -> {});
    }

    /** @param beginning told that what follows is streamed, before any of it is written */
    ResponseStream(OutputStream out, Beginning beginning) {
        this.out = out;
        this.beginning = beginning;
    }

    /** What a response's beginning leads to. */
    @FunctionalInterface
    interface Beginning {
        void begin() throws IOException;
    }

    /**
     * Sets the HTTP status and headers, which leave with the first flush. What is written from here on is the body.
     *
     * @throws IllegalStateException if the response has begun already, or a body is written
     * @throws IllegalArgumentException if status and headers take more than 16 KB
     */
    public void begin(int status, Map<String, String> headers) throws IOException {
        if (begun) {
            throw new IllegalStateException("the response has begun already");
        }
        var prelude = Prelude.json(status, headers);
        if (prelude.length + END_OF_PRELUDE.length > LARGEST_PRELUDE) {
            throw new IllegalArgumentException("status and headers take " + prelude.length + " bytes");
        }
        beginning.begin();
        begun = true;
        out.write(prelude);
        out.write(END_OF_PRELUDE);
    }

    /** Whether status and headers are set. */
    public boolean hasBegun() {
        return begun;
    }

    @Override
    public void write(int value) throws IOException {
        out.write(value);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
    }

    /** Sends what was written. */
    @Override
    public void flush() throws IOException {
        out.flush();
    }

    /** Flushes: the response is over when the handler returns. */
    @Override
    public void close() throws IOException {
        out.flush();
    }
}
