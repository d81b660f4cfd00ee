package dev.tollgate.upstream.sse;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tollgate.upstream.Frame;
import java.util.ArrayList;
import java.util.Arrays;

/**
 * One block of an event stream, up to and with the blank line that ends it: an event, or comments alone. Immutable.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">the format</a>
 */
public final class SseEvent implements Frame {
    private static final byte[] FIELD = "data:".getBytes(UTF_8);

    private final byte[] raw;
    private final boolean isWhole;

    SseEvent(byte[] raw, boolean isWhole) {
        this.raw = raw;
        this.isWhole = isWhole;
    }

    /** The bytes as they came, line ends included. */
    @Override
    public byte[] raw() {
        return raw;
    }

    /** The event's data: its {@code data} lines joined by line feeds, empty where it has none. */
    @Override
    public String data() {
        var lines = new ArrayList<String>(1);
        for (var start = 0; start < raw.length; ) {
            var end = endOfLine(start);
            if (end - start >= FIELD.length
                    && Arrays.equals(raw, start, start + FIELD.length, FIELD, 0, FIELD.length)) {
                var value = start + FIELD.length;
                var from = value < end && raw[value] == ' ' ? value + 1 : value;
                lines.add(new String(raw, from, end - from, UTF_8));
            }
            // The line feed behind a carriage return makes an empty line, which says nothing.
            start = end + 1;
        }
        return String.join("\n", lines);
    }

    private int endOfLine(int start) {
        var end = start;
        while (end < raw.length && raw[end] != '\n' && raw[end] != '\r') {
            end++;
        }
        return end;
    }

    @Override
    public boolean isWhole() {
        return isWhole;
    }
}
