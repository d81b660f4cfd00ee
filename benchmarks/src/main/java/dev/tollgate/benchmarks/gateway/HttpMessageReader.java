package dev.tollgate.benchmarks.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads the messages of one HTTP/1.1 connection, with a length or in chunks: as much of the protocol as a measurement
 * needs, and as cheaply as can be, because it shares the machine with what is measured. For one thread.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112">RFC 9112</a>
 */
final class HttpMessageReader {
    private static final String LENGTH = "\r\ncontent-length:";
    private static final String CHUNKED = "\r\ntransfer-encoding: chunked";
    private static final String LINE_END = "\r\n";

    private final InputStream in;
    private byte[] buffer = new byte[16 << 10];
    private int position;
    private int filled;

    HttpMessageReader(InputStream in) {
        this.in = in;
    }

    /**
     * The next message; empty where the connection ends before it.
     *
     * @throws IOException if the connection ends within it, or breaks
     */
    Optional<HttpMessage> next() throws IOException {
        if (position == filled && !fill()) {
            return Optional.empty();
        }
        var startLine = line();
        var fields = new StringBuilder(LINE_END);
        for (var line = line(); !line.isEmpty(); line = line()) {
            fields.append(line).append(LINE_END);
        }
        var head = fields.toString().toLowerCase(Locale.ROOT);
        return Optional.of(head.contains(CHUNKED) ? chunked(startLine) : ofLength(startLine, length(head)));
    }

    private static int length(String head) {
        var start = head.indexOf(LENGTH);
        return start < 0
                ? 0
                : Integer.parseInt(head.substring(start + LENGTH.length(), head.indexOf(LINE_END, start + 2))
                        .strip());
    }

    private HttpMessage ofLength(String startLine, int length) throws IOException {
        if (length > 0) {
            require();
        }
        var firstByteAt = System.nanoTime();
        var body = new ByteArrayOutputStream(length);
        copy(length, body);
        return new HttpMessage(startLine, body.toByteArray(), firstByteAt);
    }

    private HttpMessage chunked(String startLine) throws IOException {
        var size = chunkSize();
        var firstByteAt = System.nanoTime();
        var body = new ByteArrayOutputStream(buffer.length);
        for (; size > 0; size = chunkSize()) {
            copy(size, body);
            line();
        }
        line();
        return new HttpMessage(startLine, body.toByteArray(), firstByteAt);
    }

    private int chunkSize() throws IOException {
        return Integer.parseInt(line(), 16);
    }

    private void copy(int count, ByteArrayOutputStream target) throws IOException {
        for (var left = count; left > 0; ) {
            require();
            var piece = Math.min(left, filled - position);
            target.write(buffer, position, piece);
            position += piece;
            left -= piece;
        }
    }

    /** The next line, without its end. */
    private String line() throws IOException {
        for (var end = position; ; end++) {
            if (end == filled) {
                var searched = end - position;
                more();
                end = position + searched;
            }
            if (buffer[end] == '\n') {
                var line = new String(buffer, position, end - 1 - position, ISO_8859_1);
                position = end + 1;
                return line;
            }
        }
    }

    private void require() throws IOException {
        if (position == filled) {
            more();
        }
    }

    private void more() throws IOException {
        if (!fill()) {
            throw new EOFException("the connection ended within a message");
        }
    }

    /** Reads behind what is not taken yet, which is moved to the front. */
    private boolean fill() throws IOException {
        System.arraycopy(buffer, position, buffer, 0, filled - position);
        filled -= position;
        position = 0;
        if (filled == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        }
        var count = in.read(buffer, filled, buffer.length - filled);
        filled += Math.max(count, 0);
        return count > 0;
    }
}
