package dev.tollgate.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/**
 * A provider that answers every call by the same script, on a port of its own on this machine. It writes plain bytes, so
 * that it can also answer wrongly. Thread safe.
 */
public final class ScriptedProvider implements AutoCloseable {
    /** One step of a script. */
    public sealed interface Step {
        /** Sends this text as it stands. */
        record Send(String text) implements Step {}

        /** Waits until the latch is open. */
        record Await(CountDownLatch latch) implements Step {}

        /** Resets the connection, so that the client sees an error and not an end. */
        record Reset() implements Step {}
    }

    /**
     * A call that came.
     *
     * @param line the request line
     * @param headers by name without regard to case
     * @param body the body
     */
    public record Received(String line, Map<String, String> headers, String body) {}

    private final ServerSocket server;
    private final List<Step> script;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final List<Socket> connections = new CopyOnWriteArrayList<>();

    /** Starts to listen. After the script the connection is closed. */
    public ScriptedProvider(Step... script) {
        this.script = List.of(script);
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::listen);
    }

    /** A whole reply of this status, type and body. */
    public static Step reply(int status, String contentType, String body) {
        return new Step.Send("HTTP/1.1 %d -\r\ncontent-type: %s\r\ncontent-length: %d\r\nconnection: close\r\n\r\n%s"
                .formatted(status, contentType, body.getBytes(UTF_8).length, body));
    }

    /** The headers of an event stream that ends with its connection. */
    public static Step eventStream() {
        return new Step.Send("HTTP/1.1 200 -\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n");
    }

    /** Where it listens. */
    public URI uri() {
        return URI.create("http://localhost:" + server.getLocalPort());
    }

    /** The calls that came so far. */
    public List<Received> received() {
        return List.copyOf(received);
    }

    /** How many connections the clients hold open. */
    public long openConnections() {
        return connections.stream().filter(socket -> !socket.isClosed()).count();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (var connection : connections) {
            connection.close();
        }
    }

    private void listen() {
        try {
            while (true) {
                var connection = server.accept();
                connections.add(connection);
                Thread.ofVirtual().start(() -> answer(connection));
            }
        } catch (IOException _) {
            // It was closed.
        }
    }

    private void answer(Socket connection) {
        try (connection) {
            received.add(read(connection.getInputStream()));
            Thread.ofVirtual().start(() -> closeWhenTheClientGoes(connection));
            for (var step : script) {
                perform(step, connection);
            }
        } catch (IOException _) {
            // The client has gone.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void closeWhenTheClientGoes(Socket connection) {
        try (connection) {
            connection.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException _) {
            // It is closed by now.
        }
    }

    private static void perform(Step step, Socket connection) throws IOException, InterruptedException {
        switch (step) {
            case Step.Send(var text) -> write(connection.getOutputStream(), text);
            case Step.Await(var latch) -> latch.await();
            case Step.Reset _ -> {
                connection.setSoLinger(true, 0);
                connection.close();
            }
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(UTF_8));
        out.flush();
    }

    private static Received read(InputStream in) throws IOException {
        var head = new ByteArrayOutputStream();
        while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
            var next = in.read();
            if (next < 0) {
                throw new IOException("the request broke off");
            }
            head.write(next);
        }
        var lines = head.toString(ISO_8859_1).lines().toList();
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        for (var line : lines.subList(1, lines.size() - 1)) {
            var colon = line.indexOf(':');
            headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
        }
        var length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        return new Received(lines.getFirst(), headers, new String(in.readNBytes(length), UTF_8));
    }
}
