package dev.tollgate.admin.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.OutputStream;
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
    /** All in ASCII: what was sent as half a character can be sent back, and be told from a whole one. */
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    /** Copies the headers. */
    public Reply {
        headers = Map.copyOf(headers);
    }

    /** Success, with a document in JSON. */
    public static Reply json(Object document) {
        return text("application/json", write(document));
    }

    /** Success, with a text of this type. */
    public static Reply text(String contentType, String body) {
        return new Reply(200, Map.of("content-type", contentType), body);
    }

    /** What the caller has is what there is. */
    public static Reply notModified() {
        return new Reply(304, Map.of(), "");
    }

    /** A failure. */
    public static Reply problem(Problem problem) {
        return new Reply(problem.status(), Map.of("content-type", "application/problem+json"), write(problem));
    }

    /** The same with another header. */
    public Reply with(String name, String value) {
        var more = new TreeMap<>(headers);
        more.put(name, value);
        return new Reply(status, more, body);
    }

    /**
     * Writes it as the object that API Gateway wants of a function.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html">the
     *     format</a>
     */
    public void writeTo(OutputStream out) throws IOException {
        out.write(JSON.writeValueAsBytes(new ProxyReply(status, headers, body, false)));
        out.flush();
    }

    private static String write(Object document) {
        try {
            return JSON.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("records can be written", e);
        }
    }

    private record ProxyReply(int statusCode, Map<String, String> headers, String body, boolean isBase64Encoded) {}
}
