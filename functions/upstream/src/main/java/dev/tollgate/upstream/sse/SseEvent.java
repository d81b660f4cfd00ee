package dev.tollgate.upstream.sse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import dev.tollgate.upstream.Frame;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One block of an event stream, up to and with the blank line that ends it: an event, or comments alone. Immutable.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">the format</a>
 */
public final class SseEvent implements Frame {
    private static final Pattern LINE_END = Pattern.compile("\r\n|\n|\r");

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
        return lines().filter(line -> line.startsWith("data:"))
                .map(line -> line.substring(line.startsWith("data: ") ? 6 : 5))
                .collect(joining("\n"));
    }

    @Override
    public boolean isWhole() {
        return isWhole;
    }

    private Stream<String> lines() {
        return LINE_END.splitAsStream(new String(raw, UTF_8));
    }
}
