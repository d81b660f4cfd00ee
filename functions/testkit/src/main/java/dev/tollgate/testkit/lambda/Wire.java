package dev.tollgate.testkit.lambda;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** The lines and bytes of HTTP/1.1 as they come over a connection; forgives nothing. */
final class Wire {
    private static final int LONGEST_LINE = 1 << 16;

    private final InputStream in;

    Wire(InputStream in) {
        this.in = new BufferedInputStream(in);
    }

    /** Whether the other side has ended; blocks until that is known. */
    boolean ended() throws IOException {
        in.mark(1);
        var ended = in.read() < 0;
        in.reset();
        return ended;
    }

    /** A line without its end. */
    String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (var next = read(); next != '\r'; next = read()) {
            if (next == '\n' || line.size() == LONGEST_LINE) {
                throw new ProtocolException("a line without its end: " + line.toString(ISO_8859_1));
            }
            line.write(next);
        }
        if (read() != '\n') {
            throw new ProtocolException("a carriage return within a line");
        }
        return line.toString(ISO_8859_1);
    }

    /** Header fields up to the empty line, by name without regard to case; repeated ones joined by commas. */
    Map<String, String> fields() throws IOException {
        var fields = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        for (var line = line(); !line.isEmpty(); line = line()) {
            var colon = line.indexOf(':');
            if (colon < 1 || !line.substring(0, colon).matches("[!#-'*+.^_`|~0-9A-Za-z-]+")) {
                throw new ProtocolException("not a header: " + line);
            }
            fields.merge(line.substring(0, colon), line.substring(colon + 1).strip(), (all, more) -> all + "," + more);
        }
        return Collections.unmodifiableMap(fields);
    }

    byte[] bytes(int count) throws IOException {
        var bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new EOFException("the connection ended");
        }
        return bytes;
    }

    private int read() throws IOException {
        var next = in.read();
        if (next < 0) {
            throw new EOFException("the connection ended");
        }
        return next;
    }
}
