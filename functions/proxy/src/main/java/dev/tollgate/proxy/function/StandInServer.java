package dev.tollgate.proxy.function;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;

/**
 * As much of an HTTPS server as our own clients need, on the loopback interface, where nobody else can reach it.
 * Thread safe; to be closed.
 */
final class StandInServer implements AutoCloseable {
    /** What answers. Thread safe. */
    @FunctionalInterface
    interface Answers {
        Reply to(Request request);
    }

    /**
     * What was asked.
     *
     * @param path with the query
     * @param headers names in lower case
     */
    record Request(String path, Map<String, String> headers, byte[] body) {}

    /** What is answered, always as a whole. */
    record Reply(int status, String contentType, byte[] body) {}

    private final ServerSocket server;
    private final Answers answers;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

    /** Starts to listen on any free port. */
    StandInServer(SSLContext tls, Answers answers) throws IOException {
        this.server = tls.getServerSocketFactory().createServerSocket(0, 0, InetAddress.ofLiteral("127.0.0.1"));
        this.answers = answers;
        start(this::accept);
    }

    /** Where it listens, without a path: by name, as clients have more to do for a name. */
    URI uri() {
        return URI.create("https://localhost:" + server.getLocalPort());
    }

    @Override
    public void close() {
        try {
            server.close();
            for (var connection : connections) {
                connection.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void start(Runnable task) {
        Thread.ofPlatform().daemon().name("stand-in").start(task);
    }

    private void accept() {
        try {
            while (true) {
                var connection = server.accept();
                connections.add(connection);
                start(() -> serve(connection));
            }
        } catch (IOException _) {
            // It was closed.
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            connection.setTcpNoDelay(true);
            var in = new BufferedInputStream(connection.getInputStream());
            while (true) {
                connection.getOutputStream().write(bytes(answers.to(read(in))));
            }
        } catch (IOException _) {
            // The client has gone, or this was closed.
        } finally {
            connections.remove(connection);
        }
    }

    /** A stream in a chunk, as providers send them. */
    private static byte[] bytes(Reply reply) {
        var length = reply.body().length;
        var isStream = reply.contentType().equals("text/event-stream");
        var framing = isStream
                ? "transfer-encoding: chunked\r\n\r\n%x\r\n".formatted(length)
                : "content-length: %d\r\n\r\n".formatted(length);
        var head = "HTTP/1.1 %d -\r\ncontent-type: %s\r\n%s".formatted(reply.status(), reply.contentType(), framing);
        var all = new ByteArrayOutputStream();
        all.writeBytes(head.getBytes(ISO_8859_1));
        all.writeBytes(reply.body());
        if (isStream) {
            all.writeBytes("\r\n0\r\n\r\n".getBytes(ISO_8859_1));
        }
        return all.toByteArray();
    }

    private static Request read(InputStream in) throws IOException {
        var path = line(in).split(" ", -1)[1];
        var headers = new TreeMap<String, String>();
        for (var line = line(in); !line.isEmpty(); line = line(in)) {
            var colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        var body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        return new Request(path, headers, body);
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (var octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new EOFException();
            }
            if (octet != '\r') {
                line.append((char) octet);
            }
        }
        return line.toString();
    }
}
