package dev.tollgate.upstream.http;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How a provider's reply begins. Immutable.
 *
 * @param status the HTTP status
 * @param headers by name without regard to case; the first value of each
 */
public record ReplyHead(int status, Map<String, String> headers) {
    /** Copies the headers. */
    public ReplyHead {
        var copy = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        copy.putAll(headers);
        headers = copy;
    }

    /** The header's value, empty where there is none. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** Whether it is what was asked for. */
    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** Whether it says where its body ends; otherwise that is where the connection does, for whatever reason. */
    public boolean isDelimited() {
        return status == 204 || headers.containsKey("content-length") || headers.containsKey("transfer-encoding");
    }

    /** Whether its body is of this media type, whatever its parameters. */
    public boolean isOfType(String mediaType) {
        return header("content-type").orElse("").toLowerCase(Locale.ROOT).startsWith(mediaType);
    }

    /** Whether its body is a stream of server-sent events. */
    public boolean isEventStream() {
        return isOfType("text/event-stream");
    }
}
