package dev.tollgate.runtime;

import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The reply to one call: whole, unless it is begun as a stream. Once it is over it takes nothing more, whoever still holds it.
 * Thread safe.
 */
final class Reply extends OutputStream implements ResponseStream.Beginning {
    private static final int LARGEST_CHUNK = 64 << 10;
    /** The most that Lambda takes whole. */
    private static final int LARGEST_WHOLE = (6 << 20) + 100;

    private final RuntimeApi api;
    private final String requestId;
    private final Frame unsent = new Frame();
    private @Nullable StreamedResponse stream;
    /** Of a whole reply, in bytes. */
    private long length;

    private boolean over;

    Reply(RuntimeApi api, String requestId) {
        this.api = api;
        this.requestId = requestId;
    }

    @Override
    public synchronized void begin() throws IOException {
        checkOpen();
        if (length > 0) {
            throw new IllegalStateException("a body is written already, without status and headers");
        }
        stream = new StreamedResponse(api.endpoint(), requestId);
    }

    @Override
    public synchronized void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int count) throws IOException {
        checkOpen();
        if (stream == null) {
            collect(bytes, offset, count);
            return;
        }
        var end = offset + count;
        for (var at = offset; at < end; ) {
            var part = Math.min(end - at, LARGEST_CHUNK - unsent.length());
            unsent.append(bytes, at, part);
            at += part;
            if (unsent.length() == LARGEST_CHUNK) {
                stream.send(unsent);
            }
        }
    }

    /** What is too much is counted only. */
    private void collect(byte[] bytes, int offset, int count) {
        length += count;
        if (length <= LARGEST_WHOLE) {
            unsent.append(bytes, offset, count);
        }
    }

    @Override
    public synchronized void flush() throws IOException {
        checkOpen();
        if (stream != null) {
            stream.send(unsent);
        }
    }

    /** Sends what is left. What the handler writes from here on fails. */
    synchronized void end() throws IOException {
        over = true;
        if (stream == null) {
            respond();
        } else if (stream.isSent()) {
            stream.end(unsent);
        } else {
            endUnsent(stream);
        }
    }

    /** Reports that the handler failed, in the way that is left. */
    synchronized void fail(ErrorReport report) throws IOException {
        over = true;
        if (stream != null && stream.isSent()) {
            stream.fail(unsent, report);
        } else {
            api.fail(requestId, report);
        }
    }

    private void respond() throws IOException {
        if (length > LARGEST_WHOLE) {
            api.fail(requestId, ErrorReport.tooLarge(length));
            return;
        }
        try {
            api.respond(requestId, unsent);
        } catch (RefusedException e) {
            if (!e.isTooLarge()) {
                throw e;
            }
            api.fail(requestId, ErrorReport.tooLarge(length));
        }
    }

    private void endUnsent(StreamedResponse response) throws IOException {
        try {
            response.end(unsent);
        } catch (IOException e) {
            if (response.isSent()) {
                throw e;
            }
            api.fail(requestId, ErrorReport.ofHandler(e));
        }
    }

    private void checkOpen() throws IOException {
        if (over) {
            throw new IOException("the response is over");
        } else if (stream != null) {
            stream.checkWhole();
        }
    }
}
