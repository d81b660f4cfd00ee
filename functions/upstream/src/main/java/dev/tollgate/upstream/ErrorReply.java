package dev.tollgate.upstream;

import java.util.HashMap;
import java.util.Map;

/**
 * An error as it is written.
 *
 * @param status the HTTP status
 * @param headers in lower case, the content type among them
 * @param body JSON in UTF-8
 */
public record ErrorReply(int status, Map<String, String> headers, byte[] body) {
    /** Copies the headers. */
    public ErrorReply {
        headers = Map.copyOf(headers);
    }

    /** Plain JSON. */
    public ErrorReply(int status, byte[] body) {
        this(status, Map.of("content-type", "application/json"), body);
    }

    /** The same with one more header. */
    public ErrorReply with(String name, String value) {
        var more = new HashMap<>(headers);
        more.put(name, value);
        return new ErrorReply(status, more, body);
    }
}
