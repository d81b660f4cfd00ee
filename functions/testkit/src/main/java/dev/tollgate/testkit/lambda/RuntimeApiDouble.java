package dev.tollgate.testkit.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lambda's Runtime API on a port of its own on this machine, for one execution environment: one process of a function, or
 * one after the other. A test queues calls and gets what the runtime makes of them; what Lambda would refuse is refused,
 * and listed by {@link #faults}. It is written over plain sockets, since it has to see trailers and the time of each
 * chunk. Thread safe.
 *
 * <p>It does not keep the deadline of a call: who plays Lambda's part ends the process then.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">the Runtime API</a>
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-custom.html#runtimes-custom-response-streaming">
 *     streaming over it</a>
 */
public final class RuntimeApiDouble implements AutoCloseable {
    private static final int BACKLOG = 500;

    private final ServerSocket server;
    private final RuntimeApi api = new RuntimeApi();
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();
    private final Until ended = new Until();

    /** Starts to listen. */
    public RuntimeApiDouble() {
        try {
            server = new ServerSocket(0, BACKLOG, InetAddress.ofLiteral("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::listen);
    }

    /** What the runtime finds in {@code AWS_LAMBDA_RUNTIME_API}: host and port. */
    public String address() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    /** Queues a call whose response is kept, with the time of every chunk. */
    public Invoked invoke(Invocation invocation) {
        return invoke(new Invoked(invocation, null));
    }

    /** Queues a call whose response goes to the listener while it comes, and is not kept. */
    public Invoked invoke(Invocation invocation, ReplyListener listener) {
        return invoke(new Invoked(invocation, listener));
    }

    private Invoked invoke(Invoked call) {
        api.invocations.offer(call).ifPresent(connection -> api.handOver(call, connection));
        return call;
    }

    /** Lets a runtime that stopped for its snapshot go on: the one that waits, or else the next that comes. */
    public void restore() {
        try {
            api.restore();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Has the next request of this operation go wrong; more than one are taken in turn. */
    public void disturb(Operation operation, Disturbance disturbance) {
        api.disturb(operation, disturbance);
    }

    /**
     * Resets every connection that is open now; those that the runtime opens in their place are spared. What was under way
     * over them is lost; a call that waits is not.
     */
    public void cut() {
        List.copyOf(connections).forEach(connection -> {
            // At once: until its own thread sees the end, it would still be given calls.
            api.forget(connection);
            connection.reset();
        });
    }

    /**
     * The process has ended: what it still sent is read, up to a second, then the calls that it has taken are lost and its
     * connections are closed. The calls that wait are for the next process. {@link LambdaProcess} calls this by itself.
     */
    public void processEnded() {
        try {
            var _ = ended.holds(connections::isEmpty, Duration.ofSeconds(1));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        abandon();
    }

    private void abandon() {
        api.invocations.abandon().forEach(call -> call.lost("the process ended"));
        cut();
    }

    /** The latest requests in their order, such as {@code GET /runtime/invocation/next}: 1,000 at most. */
    public List<String> requests() {
        return api.requests.all();
    }

    /**
     * Waits until such a request has come, then or before.
     *
     * @param request as in {@link #requests}
     * @throws IllegalStateException if it has not within this time
     */
    public void awaitRequest(String request, Duration patience) throws InterruptedException {
        if (!api.requests.holdsWithin(request, patience)) {
            throw new IllegalStateException("no %s within %s, but %s".formatted(request, patience, requests()));
        }
    }

    /** What the runtime did against the protocol, in words; empty is what a test wants. */
    public List<String> faults() {
        return api.faults.all();
    }

    /** The latest error of a start. The calls that waited then have failed with it. */
    public Optional<ErrorReport> initError() {
        return api.initError();
    }

    /** The latest error after a snapshot. */
    public Optional<ErrorReport> restoreError() {
        return api.restoreError();
    }

    /** How many connections the runtime holds open. */
    public int openConnections() {
        return connections.size();
    }

    /** How many connections the runtime has opened so far. */
    public int acceptedConnections() {
        return accepted.get();
    }

    /** Stops listening and ends every connection; the calls without a reply are lost. */
    @Override
    public void close() throws IOException {
        server.close();
        abandon();
        api.invocations.drainQueued().forEach(call -> call.lost("the double was closed"));
    }

    private void listen() {
        try {
            while (true) {
                var connection = new Connection(server.accept(), api);
                connections.add(connection);
                accepted.incrementAndGet();
                if (server.isClosed()) {
                    // Taken while it was being closed, and too late for being cut with the others.
                    connection.reset();
                }
                Thread.ofVirtual().start(() -> serve(connection));
            }
        } catch (IOException _) {
            // It was closed.
        }
    }

    private void serve(Connection connection) {
        try {
            connection.serve();
        } finally {
            connections.remove(connection);
            ended.changed();
        }
    }
}
