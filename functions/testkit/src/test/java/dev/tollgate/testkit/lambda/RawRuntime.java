package dev.tollgate.testkit.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.Map;

/** A runtime that writes what a test tells it, right or wrong, over one connection. */
final class RawRuntime implements AutoCloseable {
    static final String STREAMING = """
            Lambda-Runtime-Function-Response-Mode: streaming
            Transfer-Encoding: chunked
            Content-Type: application/vnd.awslambda.http-integration-response
            """;
    static final String ANNOUNCED = """
            Trailer: Lambda-Runtime-Function-Error-Type
            Trailer: Lambda-Runtime-Function-Error-Body
            """;
    static final String PRELUDE = "{\"statusCode\":200}" + "\0".repeat(8);

    private static final int PATIENCE_MILLIS = 10_000;

    private final Socket socket;
    private final Wire wire;

    RawRuntime(RuntimeApiDouble api) throws IOException {
        var colon = api.address().indexOf(':');
        socket = new Socket(
                api.address().substring(0, colon),
                Integer.parseInt(api.address().substring(colon + 1)));
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        wire = new Wire(socket.getInputStream());
    }

    /** Status, headers and body of an answer. */
    record Answer(int status, Map<String, String> headers, String body) {}

    void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(UTF_8));
    }

    /** Sends a request's head, whose header fields end with a line feed each. */
    void head(String request, String fields) throws IOException {
        var line = request.replaceFirst(" ", " /2018-06-01") + " HTTP/1.1\n";
        send((line + "Host: lambda\n" + fields + "\n").replace("\n", "\r\n"));
    }

    void chunk(String text) throws IOException {
        send(Integer.toHexString(text.getBytes(UTF_8).length) + "\r\n" + text + "\r\n");
    }

    Answer get(String path) throws IOException {
        head("GET " + path, "");
        return answer();
    }

    Answer post(String path, String fields, String body) throws IOException {
        head("POST " + path, fields + "Content-Length: " + body.getBytes(UTF_8).length + "\n");
        send(body);
        return answer();
    }

    /** Begins to stream the response to a call. */
    void stream(Invoked call, String moreFields) throws IOException {
        head("POST " + path(call, "response"), STREAMING + moreFields);
    }

    static String path(Invoked call, String end) {
        return "/runtime/invocation/%s/%s".formatted(call.invocation().requestId(), end);
    }

    Answer answer() throws IOException {
        var status =
                Integer.parseInt(wire.line().substring("HTTP/1.1 ".length()).substring(0, 3));
        var headers = wire.fields();
        var length = headers.get("content-length");
        var body = length == null ? chunks() : wire.bytes(Integer.parseInt(length));
        return new Answer(status, headers, new String(body, UTF_8));
    }

    private byte[] chunks() throws IOException {
        var body = new ByteArrayOutputStream();
        for (var size = chunkSize(); size > 0; size = chunkSize()) {
            body.writeBytes(wire.bytes(size));
            wire.line();
        }
        wire.line();
        return body.toByteArray();
    }

    private int chunkSize() throws IOException {
        return Integer.parseInt(wire.line(), 16);
    }

    /** Whether the other side ended the connection, cleanly or not. */
    boolean isEnded() {
        try {
            return wire.ended();
        } catch (IOException _) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
