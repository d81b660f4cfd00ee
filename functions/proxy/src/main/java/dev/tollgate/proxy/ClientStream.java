package dev.tollgate.proxy;

import dev.tollgate.upstream.ErrorReply;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The caller's end of a reply. Once writing fails the caller counts as gone, and further writes do nothing: its call is
 * read on and paid for all the same. For one thread.
 */
final class ClientStream {
    private final Responder responder;
    private OutputStream body = OutputStream.nullOutputStream();
    private boolean gone;

    ClientStream(Responder responder) {
        this.responder = responder;
    }

    /** Status and headers, which go out with what is flushed first. */
    void begin(int status, Map<String, String> headers) {
        try {
            body = responder.begin(status, headers);
        } catch (IOException _) {
            gone = true;
        }
    }

    /** Sends an error whole. */
    void answer(ErrorReply error, Map<String, String> headers) {
        var all = new LinkedHashMap<>(headers);
        all.putAll(error.headers());
        begin(error.status(), all);
        write(error.body());
        flush();
    }

    /** Bytes of the body, which go out with the next flush. */
    void write(byte[] bytes) {
        unlessGone(() -> body.write(bytes));
    }

    /** Sends what was written. */
    void flush() {
        unlessGone(() -> body.flush());
    }

    private void unlessGone(Action action) {
        if (gone) {
            return;
        }
        try {
            action.run();
        } catch (IOException _) {
            gone = true;
        }
    }

    boolean isGone() {
        return gone;
    }

    /** Whether status and headers were written. */
    boolean hasBegun() {
        return responder.hasBegun();
    }

    @FunctionalInterface
    private interface Action {
        void run() throws IOException;
    }
}
