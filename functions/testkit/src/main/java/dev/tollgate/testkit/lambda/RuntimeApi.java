package dev.tollgate.testkit.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.ProtocolException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** What the Runtime API does with a request. Thread safe. */
final class RuntimeApi {
    /** The most of a response that is not streamed: 6 MB and a little for its wrapping. */
    static final int LARGEST_RESPONSE = (6 << 20) + 100;

    private static final String ACCEPTED = "{\"status\":\"OK\"}";

    final Invocations invocations = new Invocations();
    final Latest requests = new Latest();
    final Latest faults = new Latest();
    private final Map<Operation, Queue<Disturbance>> disturbances = new ConcurrentHashMap<>();
    private final Deque<Connection> snapshots = new ArrayDeque<>();
    private int restores;
    private volatile @Nullable ErrorReport initError;
    private volatile @Nullable ErrorReport restoreError;

    void serve(RequestHead head, RequestBody body, Connection connection) throws IOException {
        requests.add(head.request());
        var operation = Operation.of(head.request()).orElseThrow(Refusal::notFound);
        var queue = disturbances.getOrDefault(operation, new ConcurrentLinkedQueue<>());
        switch (queue.poll()) {
            case null -> perform(operation, head, body, connection);
            case Disturbance.Delay(var time) -> {
                LockSupport.parkNanos(time.toNanos());
                perform(operation, head, body, connection);
            }
            case Disturbance.Answer(var status, var text) -> {
                body.skip();
                connection.answer(status, text);
            }
            case Disturbance.Cut _ -> {
                if (operation == Operation.RESPONSE || operation == Operation.ERROR) {
                    var call = invocations.begin(operation.requestId(head.request()));
                    invocations.answered(call);
                    call.lost("a test cut the connection");
                }
                connection.reset();
            }
        }
    }

    private void perform(Operation operation, RequestHead head, RequestBody body, Connection connection)
            throws IOException {
        switch (operation) {
            case NEXT -> {
                body.skip();
                invocations.take(connection).ifPresent(call -> handOver(call, connection));
            }
            case RESPONSE -> {
                var call = invocations.begin(operation.requestId(head.request()));
                respond(call, head, body, connection);
            }
            case ERROR -> {
                var call = invocations.begin(operation.requestId(head.request()));
                settle(call, connection, () -> new Reply.Failed(report(head, body)));
            }
            case INIT_ERROR -> {
                var report = report(head, body);
                initError = report;
                invocations.drainQueued().forEach(call -> call.end(new Reply.Failed(report)));
                connection.answer(202, ACCEPTED);
            }
            case RESTORE_NEXT -> {
                body.skip();
                waitForRestore(connection);
            }
            case RESTORE_ERROR -> {
                restoreError = report(head, body);
                connection.answer(202, ACCEPTED);
            }
        }
    }

    private void respond(Invoked call, RequestHead head, RequestBody body, Connection connection) throws IOException {
        if (head.isStreaming()) {
            settle(call, connection, () -> streamed(call, head, body));
            return;
        }
        settle(call, connection, () -> {
            var whole = whole(body);
            return new Reply.Whole(whole);
        });
    }

    private Reply streamed(Invoked call, RequestHead head, RequestBody body) throws IOException {
        var rules = new StreamRules(head, fault -> fault(head.request() + ": " + fault));
        call.begun(head.headers());
        for (var bytes = body.next(); bytes.length > 0; bytes = body.next()) {
            call.arrived(bytes);
            rules.chunk(bytes);
        }
        return new Reply.Streamed(head.headers(), call.chunks(), rules.end(body.trailers()));
    }

    /** Reads the end of a call, and answers. The call ends last, so that a test that waits for it may end all at once. */
    private void settle(Invoked call, Connection connection, Ending ending) throws IOException {
        Reply reply;
        try {
            reply = ending.read();
        } catch (Refusal refusal) {
            invocations.undo(call);
            throw refusal;
        } catch (IOException e) {
            invocations.answered(call);
            call.lost((e instanceof ProtocolException ? "malformed: " : "broke off: ") + e.getMessage());
            throw e;
        }
        invocations.answered(call);
        try {
            connection.answer(202, ACCEPTED);
        } finally {
            call.end(reply);
        }
    }

    private ErrorReport report(RequestHead head, RequestBody body) throws IOException {
        var type = head.header(Reply.Streamed.ERROR_TYPE);
        if (type.isEmpty()) {
            fault(head.request() + ": no error type");
        }
        return new ErrorReport(type, new String(whole(body), UTF_8));
    }

    private static byte[] whole(RequestBody body) throws IOException {
        return body.whole(LARGEST_RESPONSE).orElseThrow(() -> Refusal.tooLarge(LARGEST_RESPONSE));
    }

    /** Gives a call to a runtime that waits for it. */
    void handOver(Invoked call, Connection connection) {
        try {
            connection.answerByChunks(
                    call.invocation().headers(), call.invocation().event());
        } catch (IOException e) {
            invocations.answered(call);
            call.lost("the runtime was gone: " + e.getMessage());
        }
    }

    private void waitForRestore(Connection connection) throws IOException {
        synchronized (snapshots) {
            if (restores == 0) {
                snapshots.add(connection);
                return;
            }
            restores--;
        }
        connection.answer(200, "");
    }

    /** Lets one runtime go on, now or when it comes. */
    void restore() throws IOException {
        Connection connection;
        synchronized (snapshots) {
            connection = snapshots.poll();
            if (connection == null) {
                restores++;
                return;
            }
        }
        connection.answer(200, "");
    }

    void disturb(Operation operation, Disturbance disturbance) {
        disturbances
                .computeIfAbsent(operation, _ -> new ConcurrentLinkedQueue<>())
                .add(disturbance);
    }

    void fault(String what) {
        faults.add(what);
    }

    void forget(Connection connection) {
        invocations.forget(connection);
        synchronized (snapshots) {
            snapshots.remove(connection);
        }
    }

    Optional<ErrorReport> initError() {
        return Optional.ofNullable(initError);
    }

    Optional<ErrorReport> restoreError() {
        return Optional.ofNullable(restoreError);
    }

    private interface Ending {
        Reply read() throws IOException;
    }
}
