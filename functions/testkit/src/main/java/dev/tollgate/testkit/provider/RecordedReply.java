package dev.tollgate.testkit.provider;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A reply as a provider gives it. Immutable.
 *
 * @param status the HTTP status
 * @param headers the content type among them
 * @param parts the body: the frames of a stream, or one part
 * @param usageAt the part that says what the call cost, the last one where none does
 * @param certainAt the part after which that can no longer change
 * @param dispensable how many bytes at the end of a part say nothing but that it ends
 */
public record RecordedReply(
        int status, Map<String, String> headers, List<byte[]> parts, int usageAt, int certainAt, int dispensable) {
    /** Copies headers and parts. */
    public RecordedReply {
        headers = Map.copyOf(headers);
        parts = List.copyOf(parts);
    }

    /** JSON in one piece. */
    public static RecordedReply json(int status, String body) {
        return new RecordedReply(
                status, Map.of("content-type", "application/json"), List.of(body.getBytes(UTF_8)), 0, 0, 0);
    }

    /** Events with an empty line behind each. */
    public static RecordedReply events(List<String> events, int usageAt, int certainAt) {
        var parts =
                events.stream().map(event -> (event + "\n\n").getBytes(UTF_8)).toList();
        return new RecordedReply(200, Map.of("content-type", "text/event-stream"), parts, usageAt, certainAt, 2);
    }

    /** The same with one more header, or another value for one. */
    public RecordedReply with(String header, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new RecordedReply(status, more, parts, usageAt, certainAt, dispensable);
    }

    /** The same with another status. */
    public RecordedReply with(int other) {
        return new RecordedReply(other, headers, parts, usageAt, certainAt, dispensable);
    }

    /** The whole body. */
    public byte[] body() {
        var body = new ByteArrayOutputStream();
        parts.forEach(body::writeBytes);
        return body.toByteArray();
    }

    /** How many bytes of the body there are up to the end of a part. */
    public int endOf(int part) {
        return parts.stream().limit(part + 1L).mapToInt(bytes -> bytes.length).sum();
    }
}
