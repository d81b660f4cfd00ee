package dev.tollgate.runtime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A response that leaves while it is written, by chunks. It has a connection of its own, opened with its first chunk: the kept
 * one may have been closed while the handler worked, which a sender without an answer would learn too late to repeat anything;
 * and Lambda wants this one closed behind the response. Not thread safe.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-custom.html#runtimes-custom-response-streaming">the
 *     form</a>
 */
final class StreamedResponse {
    private static final String HEADERS = "Connection: close\r\n"
            + "Content-Type: application/vnd.awslambda.http-integration-response\r\n"
            + "Lambda-Runtime-Function-Response-Mode: streaming\r\n"
            + "Transfer-Encoding: chunked\r\n"
            + "Trailer: " + ErrorReport.TYPE + "\r\n"
            + "Trailer: " + ErrorReport.BODY + "\r\n\r\n";

    private final Endpoint endpoint;
    private final String requestId;
    private @Nullable Connection connection;
    private boolean sent;
    private boolean broken;

    StreamedResponse(Endpoint endpoint, String requestId) {
        this.endpoint = endpoint;
        this.requestId = requestId;
    }

    /** Whether anything of it may have arrived. */
    boolean isSent() {
        return sent;
    }

    /** Fails where Lambda does not take any more of it. */
    void checkWhole() throws IOException {
        if (broken) {
            throw new IOException("the response has broken off");
        }
    }

    /** Sends this as a chunk, and clears it. */
    void send(Frame data) throws IOException {
        checkWhole();
        if (!sent || !data.isEmpty()) {
            sendFramed(chunk(data));
        }
    }

    /** Sends this as the last chunk, and the end behind it; returns when Lambda has taken all of it. */
    void end(Frame data) throws IOException {
        end(data, "");
    }

    /** The same, where the handler failed in the midst. */
    void fail(Frame data, ErrorReport report) throws IOException {
        var body = new String(Base64.getEncoder().encode(report.brief()), ISO_8859_1);
        end(data, ErrorReport.TYPE + ": " + report.category() + "\r\n" + ErrorReport.BODY + ": " + body + "\r\n");
    }

    private void end(Frame data, String trailers) throws IOException {
        checkWhole();
        var open = sendFramed(chunk(data).append("0\r\n" + trailers + "\r\n"));
        try {
            var status = open.receive().status();
            if (status / 100 != 2) {
                throw new RefusedException(RuntimeApi.responsePath(requestId), status);
            }
        } finally {
            open.close();
        }
    }

    private static Frame chunk(Frame data) {
        return data.isEmpty()
                ? data
                : data.prepend(Integer.toHexString(data.length()) + "\r\n").append("\r\n");
    }

    private Connection sendFramed(Frame data) throws IOException {
        try {
            var open = connection;
            if (open == null) {
                open = Connection.open(endpoint);
                connection = open;
                data.prepend(endpoint.head("POST", RuntimeApi.responsePath(requestId)) + HEADERS);
            }
            sent = true;
            open.send(data);
            return open;
        } catch (IOException e) {
            broken = true;
            if (connection != null) {
                connection.close();
            }
            throw e;
        } finally {
            data.clear();
        }
    }
}
