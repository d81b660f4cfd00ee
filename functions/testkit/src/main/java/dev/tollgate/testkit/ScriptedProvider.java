package dev.tollgate.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/**
 * A provider that answers every call by the same script, on a port of its own on this machine. It writes plain bytes, so
 * that it can also answer wrongly. Thread safe.
 */
public final class ScriptedProvider implements AutoCloseable {
    /** One step of a script. */
    public sealed interface Step {
        /** Sends this text as it stands. */
        record Send(String text) implements Step {}

        /** Sends these bytes. */
        record SendBytes(byte[] bytes) implements Step {}

        /** Sends these bytes over and over, without holding more of them. */
        record Repeat(byte[] bytes, long times) implements Step {}

        /** Waits until the latch is open. */
        record Await(CountDownLatch latch) implements Step {}

        /** Tells the test that the script has come so far. */
        record Tell(Runnable action) implements Step {}

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

    private static final int BACKLOG = 500;

    private final ServerSocket server;
    private final Function<Received, List<Step>> scripts;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final LongAdder sentBytes = new LongAdder();

    /** Starts to listen. After the script the connection is closed. */
    public ScriptedProvider(Step... script) {
        this(List.of(script));
    }

    private ScriptedProvider(List<Step> script) {
        this(_ -> script);
    }

    /** Starts to listen, with a script for each call. After the script the connection is closed. */
    public ScriptedProvider(Function<Received, List<Step>> scripts) {
        this.scripts = scripts;
        try {
            server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
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

    /** How many bytes it has sent, or left to the network to send. */
    public long sentBytes() {
        return sentBytes.sum();
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
            var call = RequestReader.read(connection.getInputStream());
            received.add(call);
            Thread.ofVirtual().start(() -> closeWhenTheClientGoes(connection));
            for (var step : scripts.apply(call)) {
                perform(step, connection);
            }
        } catch (IOException _) {
            // The client has gone.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            connections.remove(connection);
        }
    }

    private static void closeWhenTheClientGoes(Socket connection) {
        try (connection) {
            connection.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException _) {
            // It is closed by now.
        }
    }

    private void perform(Step step, Socket connection) throws IOException, InterruptedException {
        switch (step) {
            case Step.Send(var text) -> write(connection.getOutputStream(), text.getBytes(UTF_8), 1);
            case Step.SendBytes(var bytes) -> write(connection.getOutputStream(), bytes, 1);
            case Step.Repeat(var bytes, var times) -> write(connection.getOutputStream(), bytes, times);
            case Step.Await(var latch) -> latch.await();
            case Step.Tell(var action) -> action.run();
            case Step.Reset _ -> {
                connection.setSoLinger(true, 0);
                connection.close();
            }
        }
    }

    private void write(OutputStream out, byte[] bytes, long times) throws IOException {
        for (var time = 0L; time < times; time++) {
            out.write(bytes);
            out.flush();
            sentBytes.add(bytes.length);
        }
    }
}
