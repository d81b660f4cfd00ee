package dev.tollgate.benchmarks.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A provider that answers every chat completion at once, and always the same: what a call costs that goes through no
 * gateway. A stream's events are written one by one. Thread safe; to be closed.
 */
final class StubProvider implements AutoCloseable {
    private static final int BACKLOG = 512;
    private static final byte[] STREAM_HEAD =
            ascii("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n");
    private static final byte[] STREAM_END = ascii("0\r\n\r\n");

    private final ServerSocket server;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final byte[] whole = withHead(Completion.whole());
    private final List<byte[]> chunks =
            Completion.events().stream().map(StubProvider::chunk).toList();

    /** Starts to listen on any free port. */
    StubProvider() throws IOException {
        server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    /** Where it listens, without a path. */
    URI uri() {
        return URI.create("http://localhost:" + server.getLocalPort());
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (var connection : connections) {
            connection.close();
        }
    }

    private void accept() {
        try {
            while (!server.isClosed()) {
                var connection = server.accept();
                connections.add(connection);
                Thread.ofVirtual().start(() -> serve(connection));
            }
        } catch (IOException e) {
            if (!server.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            connection.setTcpNoDelay(true);
            var requests = new HttpMessageReader(connection.getInputStream());
            var out = connection.getOutputStream();
            for (var request = requests.next(); request.isPresent(); request = requests.next()) {
                answer(Completion.kindOf(request.get().body()), out);
            }
        } catch (IOException _) {
            // The caller has gone: it is the one who says so where that is a failure.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            connections.remove(connection);
        }
    }

    private void answer(Kind kind, OutputStream out) throws IOException, InterruptedException {
        if (!kind.isStream()) {
            out.write(whole);
            return;
        }
        out.write(STREAM_HEAD);
        for (var chunk : chunks) {
            out.write(chunk);
            pause(kind.pause());
        }
        out.write(STREAM_END);
    }

    private static void pause(Duration pause) throws InterruptedException {
        if (pause.isPositive()) {
            Thread.sleep(pause);
        }
    }

    private static byte[] withHead(byte[] body) {
        var head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: " + body.length + "\r\n\r\n";
        return joined(ascii(head), body);
    }

    private static byte[] chunk(byte[] event) {
        return joined(ascii(Integer.toHexString(event.length) + "\r\n"), event, ascii("\r\n"));
    }

    private static byte[] joined(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (var part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(US_ASCII);
    }
}
