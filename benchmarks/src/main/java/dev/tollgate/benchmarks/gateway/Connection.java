package dev.tollgate.benchmarks.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Map;

/** One caller's connection to a server on this machine, kept for call after call. For one thread; to be closed. */
final class Connection implements AutoCloseable {
    private final Socket socket;
    private final HttpMessageReader replies;
    private final Kind kind;
    private final byte[] request;

    private Connection(Socket socket, Kind kind, byte[] request) throws IOException {
        this.socket = socket;
        this.replies = new HttpMessageReader(socket.getInputStream());
        this.kind = kind;
        this.request = request;
    }

    /**
     * Connects.
     *
     * @param target what is called, with its path
     * @param headers what is sent beside the headers that everybody gets
     * @throws UncheckedIOException if nobody listens there
     */
    static Connection open(URI target, Map<String, String> headers, Kind kind) {
        try {
            var socket = new Socket(InetAddress.getLoopbackAddress(), target.getPort());
            socket.setTcpNoDelay(true);
            return new Connection(socket, kind, request(target, headers, Completion.request(kind)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * How long a call took, in nanoseconds.
     *
     * @param firstByte until the first of the reply's body was there
     * @param whole until all of it was
     */
    record Timing(long firstByte, long whole) {}

    /**
     * Makes one call.
     *
     * @throws IOException if there is no reply
     * @throws IllegalStateException if the reply is not the one that the provider gives
     */
    Timing call() throws IOException {
        var asked = System.nanoTime();
        socket.getOutputStream().write(request);
        var reply = replies.next().orElseThrow(() -> new IOException("the server closed the connection"));
        var answered = System.nanoTime();
        Completion.requireComplete(kind, reply);
        return new Timing(reply.firstByteAt() - asked, answered - asked);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private static byte[] request(URI target, Map<String, String> headers, byte[] body) {
        var head = new StringBuilder("POST %s HTTP/1.1\r\nhost: %s\r\ncontent-type: application/json\r\n"
                .formatted(target.getPath(), target.getAuthority()));
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        head.append("content-length: ").append(body.length).append("\r\n\r\n");
        var request = new ByteArrayOutputStream();
        request.writeBytes(head.toString().getBytes(US_ASCII));
        request.writeBytes(body);
        return request.toByteArray();
    }
}
