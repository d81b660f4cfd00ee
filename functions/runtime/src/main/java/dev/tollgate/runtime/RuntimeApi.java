package dev.tollgate.runtime;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Lambda's Runtime API, over a connection that is kept from call to call. Streamed responses are {@link StreamedResponse}'s.
 * For one thread.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">the Runtime API</a>
 */
final class RuntimeApi {
    private final Endpoint endpoint;
    private final Loops loops;
    private @Nullable Connection idle;

    /** @param loops who may break off the wait for a call */
    RuntimeApi(Endpoint endpoint, Loops loops) {
        this.endpoint = endpoint;
        this.loops = loops;
    }

    Endpoint endpoint() {
        return endpoint;
    }

    /** Waits for the next call, as long as it takes. */
    Call next() throws IOException {
        var answer = get("/invocation/next", loops::next);
        return new Call(Invocation.of(answer), answer.body());
    }

    /** Says that a snapshot may be taken; returns in a process that was restored from it. */
    void restoreNext() throws IOException {
        var _ = get("/restore/next", Connection::exchange);
        // It was opened before the snapshot, in another process so to say.
        close();
    }

    /** Answers a call. */
    void respond(String requestId, Frame body) throws IOException {
        post(responsePath(requestId), "", body);
    }

    /** Says that a call failed, before anything was sent of its response. */
    void fail(String requestId, ErrorReport report) throws IOException {
        report("/invocation/" + requestId + "/error", report);
    }

    /** Says that the function cannot start. */
    void failInit(ErrorReport report) throws IOException {
        report("/init/error", report);
    }

    /** Says that the function cannot go on after its snapshot. */
    void failRestore(ErrorReport report) throws IOException {
        report("/restore/error", report);
    }

    static String responsePath(String requestId) {
        return "/invocation/" + requestId + "/response";
    }

    void close() {
        if (idle != null) {
            idle.close();
            idle = null;
        }
    }

    private Answer get(String path, Exchange exchange) throws IOException {
        var answer = exchange(
                exchange, new Frame().append(endpoint.head("GET", path)).append("\r\n"));
        if (answer.status() != 200) {
            throw new RefusedException(path, answer.status());
        }
        return answer;
    }

    private void report(String path, ErrorReport report) throws IOException {
        var json = report.json();
        post(path, ErrorReport.TYPE + ": " + report.category() + "\r\n", new Frame().append(json, 0, json.length));
    }

    private void post(String path, String headers, Frame body) throws IOException {
        var answer = exchange(
                Connection::exchange,
                body.prepend(endpoint.head("POST", path) + headers
                        + "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n"));
        if (answer.status() / 100 != 2) {
            throw new RefusedException(path, answer.status());
        }
    }

    /**
     * Over the kept connection, and once more over a new one if that was closed. To send a request twice does no harm: a second
     * answer to the same call is refused.
     */
    private Answer exchange(Exchange exchange, Frame request) throws IOException {
        if (idle != null) {
            try {
                return exchange(exchange, idle, request);
            } catch (IOException _) {
                idle = null;
            }
        }
        return exchange(exchange, Connection.open(endpoint), request);
    }

    private Answer exchange(Exchange exchange, Connection connection, Frame request) throws IOException {
        var keep = false;
        try {
            var answer = exchange.over(connection, request);
            keep = connection.isKept();
            return answer;
        } finally {
            if (keep) {
                idle = connection;
            } else {
                idle = null;
                connection.close();
            }
        }
    }

    private interface Exchange {
        Answer over(Connection connection, Frame request) throws IOException;
    }
}
