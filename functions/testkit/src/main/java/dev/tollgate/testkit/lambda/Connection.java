package dev.tollgate.testkit.lambda;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ProtocolException;
import java.net.Socket;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A connection of the runtime. Its thread reads all the time, also while a request waits for its answer: so the end of a
 * runtime that waits is seen, and no call is handed to it.
 */
final class Connection implements AutoCloseable {
    private static final int CHUNK = 32 << 10;

    private final Socket socket;
    private final RuntimeApi api;
    private final Wire wire;
    private volatile boolean unanswered;
    private volatile boolean last;
    private volatile boolean reset;

    Connection(Socket socket, RuntimeApi api) throws IOException {
        this.socket = socket;
        this.api = api;
        socket.setTcpNoDelay(true);
        wire = new Wire(socket.getInputStream());
    }

    void serve() {
        try (this) {
            serveAll();
        } catch (IOException | UncheckedIOException _) {
            // It broke, and what was under way over it is lost already.
        } finally {
            api.forget(this);
        }
    }

    private void serveAll() throws IOException {
        try {
            while (!wire.ended()) {
                serve(RequestHead.read(wire));
            }
        } catch (ProtocolException e) {
            api.fault(String.valueOf(e.getMessage()));
            answerLast(Refusal.malformed("malformed request"));
        }
    }

    private void serve(RequestHead head) throws IOException {
        if (unanswered) {
            throw new ProtocolException("a request while another waits for its answer: " + head.request());
        }
        unanswered = true;
        last = head.has("connection", "close");
        if (head.has("expect", "100-continue")) {
            write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(ISO_8859_1));
        }
        var body = new RequestBody(head, wire);
        try {
            api.serve(head, body, this);
        } catch (Refusal refusal) {
            api.fault(head.request() + ": " + refusal.getMessage());
            answerLast(refusal);
            // The runtime may still be sending: it shall read the answer, not see a broken connection.
            body.skip();
            close();
        }
    }

    private void answerLast(Refusal refusal) {
        try {
            last = true;
            answer(refusal.status(), refusal.body());
        } catch (IOException _) {
            // Nobody is there to be told.
        }
    }

    /** Ends the request that waits, in JSON. From any thread. */
    void answer(int status, String json) throws IOException {
        var body = json.getBytes(UTF_8);
        answer(status, Map.of("content-length", Integer.toString(body.length)), body);
    }

    /** Ends the request that waits with an event, whose length Lambda does not tell. From any thread. */
    void answerByChunks(Map<String, String> headers, byte[] event) throws IOException {
        var body = new ByteArrayOutputStream();
        for (var at = 0; at < event.length; at += CHUNK) {
            var length = Math.min(CHUNK, event.length - at);
            body.writeBytes((Integer.toHexString(length) + "\r\n").getBytes(ISO_8859_1));
            body.write(event, at, length);
            body.writeBytes("\r\n".getBytes(ISO_8859_1));
        }
        body.writeBytes("0\r\n\r\n".getBytes(ISO_8859_1));
        var all = new LinkedHashMap<>(headers);
        all.put("transfer-encoding", "chunked");
        answer(200, all, body.toByteArray());
    }

    private void answer(int status, Map<String, String> headers, byte[] body) throws IOException {
        var head = new StringBuilder("HTTP/1.1 %d -\r\ncontent-type: application/json\r\n".formatted(status));
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        head.append(last ? "connection: close\r\n\r\n" : "\r\n");
        var all = new ByteArrayOutputStream();
        all.writeBytes(head.toString().getBytes(UTF_8));
        all.writeBytes(body);
        unanswered = false;
        write(all.toByteArray());
        if (last) {
            socket.shutdownOutput();
        }
    }

    private void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** Breaks it, so that the runtime sees an error and not an end. No call is handed to it any more. */
    void reset() {
        reset = true;
        api.forget(this);
        try (socket) {
            socket.setSoLinger(true, 0);
        } catch (IOException _) {
            // It is closed by now.
        }
    }

    boolean isReset() {
        return reset;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
