package dev.tollgate.admin.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Map;
import java.util.TreeMap;

/**
 * A reply. Immutable.
 *
 * @param status the HTTP status
 * @param headers by name in lower case
 * @param body a text; empty where there is none
 */
public record Reply(int status, Map<String, String> headers, String body) {
    /** Copies the headers. */
    public Reply {
        headers = Map.copyOf(headers);
    }

    /** Success, with a document in JSON. */
    public static Reply json(Object document) {
        return text("application/json", Json.write(document));
    }

    /** Success, with a text of this type. */
    public static Reply text(String contentType, String body) {
        return new Reply(200, Map.of("content-type", contentType), body);
    }

    /** An object was made. */
    public static Reply created(String location, Object document) {
        return new Reply(201, Map.of("content-type", "application/json", "location", location), Json.write(document));
    }

    /** It is done, and there is nothing to show. */
    public static Reply noContent() {
        return new Reply(204, Map.of(), "");
    }

    /** What the caller has is what there is. */
    public static Reply notModified() {
        return new Reply(304, Map.of(), "");
    }

    /** A failure. */
    public static Reply problem(Problem problem) {
        return new Reply(problem.status(), Map.of("content-type", "application/problem+json"), Json.write(problem));
    }

    /** The same with another header. */
    public Reply with(String name, String value) {
        var more = new TreeMap<>(headers);
        more.put(name, value);
        return new Reply(status, more, body);
    }

    /**
     * The object that API Gateway wants of a function.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html">the
     *     format</a>
     */
    public byte[] toBytes() {
        return Json.write(new ProxyReply(status, headers, body, false)).getBytes(US_ASCII);
    }

    private record ProxyReply(int statusCode, Map<String, String> headers, String body, boolean isBase64Encoded) {}
}
