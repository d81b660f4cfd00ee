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

    /** Sends status and headers. */
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
        send(error.body());
    }

    /** Sends bytes at once. */
    void send(byte[] bytes) {
        if (gone) {
            return;
        }
        try {
            body.write(bytes);
            body.flush();
        } catch (IOException _) {
            gone = true;
        }
    }

    boolean isGone() {
        return gone;
    }
}
