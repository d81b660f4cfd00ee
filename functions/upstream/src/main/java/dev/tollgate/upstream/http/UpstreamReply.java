package dev.tollgate.upstream.http;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A provider's reply, its body still arriving. To be closed, which drops what was not read.
 *
 * @param status the HTTP status
 * @param headers by name without regard to case; the first value of each
 * @param body reads with the limits of the call, and throws {@link UpstreamException} at them
 */
public record UpstreamReply(int status, Map<String, String> headers, TimedBody body) implements AutoCloseable {
    /** Copies the headers. */
    public UpstreamReply {
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

    /** Whether it is a stream of events. */
    public boolean isEventStream() {
        return header("content-type").orElse("").toLowerCase(Locale.ROOT).startsWith("text/event-stream");
    }

    @Override
    public void close() {
        body.close();
    }
}
