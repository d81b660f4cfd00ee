package dev.tollgate.testkit.provider;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;

/**
 * Messages of AWS' binary event streams: two lengths, headers, a payload, each half under its own sum.
 *
 * @see <a href="https://docs.aws.amazon.com/transcribe/latest/dg/streaming-setting-up.html#streaming-event-stream">the
 *     format</a>
 */
final class EventStreamMessage {
    static final String MEDIA_TYPE = "application/vnd.amazon.eventstream";

    private static final int PRELUDE = 12;
    private static final int SUM = 4;
    private static final byte TEXT = 7;

    private EventStreamMessage() {}

    /** An event of this type, with JSON as its payload. */
    static byte[] event(String type, String json) {
        var headers = headers(new TreeMap<>(
                Map.of(":message-type", "event", ":event-type", type, ":content-type", "application/json")));
        var payload = json.getBytes(UTF_8);
        var length = PRELUDE + headers.length + payload.length + SUM;
        var message = ByteBuffer.allocate(length).putInt(length).putInt(headers.length);
        message.putInt(sum(message)).put(headers).put(payload);
        return message.putInt(sum(message)).array();
    }

    private static byte[] headers(Map<String, String> texts) {
        var headers = new ByteArrayOutputStream();
        texts.forEach((name, value) -> {
            headers.write(name.length());
            headers.writeBytes(name.getBytes(UTF_8));
            headers.write(TEXT);
            headers.write(0);
            headers.write(value.length());
            headers.writeBytes(value.getBytes(UTF_8));
        });
        return headers.toByteArray();
    }

    /** Of all that is written so far. */
    private static int sum(ByteBuffer message) {
        var sum = new CRC32();
        sum.update(message.duplicate().flip());
        return (int) sum.getValue();
    }
}
