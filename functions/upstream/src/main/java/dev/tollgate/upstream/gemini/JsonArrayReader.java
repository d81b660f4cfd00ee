package dev.tollgate.upstream.gemini;

import dev.tollgate.upstream.Frame;
import dev.tollgate.upstream.Frames;
import dev.tollgate.upstream.gemini.JsonArrayPiece.Kind;
import dev.tollgate.upstream.http.UpstreamException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * Cuts a JSON array of objects behind each of them, as soon as it is complete. The stream may be cut anywhere, within a
 * character or an escape too. The pieces put together are the stream, byte for byte.
 *
 * <p>For one thread. Holds one element, which may be 2 MiB at most.
 */
final class JsonArrayReader implements Frames {
    private static final int LARGEST_ELEMENT = 2 << 20;
    private static final int FIRST_BUFFER = 8 << 10;

    private final InputStream in;
    private byte[] buffer = new byte[FIRST_BUFFER];
    private int filled;
    private int scanned;
    private int depth;
    private boolean inText;
    private boolean escaped;

    JsonArrayReader(InputStream in) {
        this.in = in;
    }

    @Override
    public Optional<Frame> next() throws IOException {
        while (true) {
            if (findEnd()) {
                return Optional.of(cut(scanned, depth == 0 ? Kind.END : Kind.ELEMENT));
            }
            if (!fill()) {
                return filled == 0 ? Optional.empty() : Optional.of(cut(filled, Kind.REST));
            }
        }
    }

    /** Scans on until an element, or the array itself, is closed. */
    private boolean findEnd() {
        while (scanned < filled) {
            var character = buffer[scanned++];
            if (inText) {
                text(character);
            } else if (closes(character)) {
                return true;
            }
        }
        return false;
    }

    private void text(byte character) {
        if (escaped) {
            escaped = false;
        } else if (character == '\\') {
            escaped = true;
        } else {
            inText = character != '"';
        }
    }

    private boolean closes(byte character) {
        switch (character) {
            case '"' -> inText = true;
            case '{', '[' -> depth++;
            case '}', ']' -> {
                depth = Math.max(0, depth - 1);
                return depth <= 1;
            }
            default -> {}
        }
        return false;
    }

    private JsonArrayPiece cut(int end, Kind kind) {
        var piece = new JsonArrayPiece(Arrays.copyOf(buffer, end), kind);
        System.arraycopy(buffer, end, buffer, 0, filled - end);
        filled -= end;
        scanned = 0;
        return piece;
    }

    private boolean fill() throws IOException {
        if (filled == buffer.length) {
            if (filled >= LARGEST_ELEMENT) {
                throw new UpstreamException(
                        UpstreamException.Kind.TOO_LARGE, "it sent an element over %d bytes".formatted(filled));
            }
            buffer = Arrays.copyOf(buffer, filled * 2);
        }
        var count = in.read(buffer, filled, buffer.length - filled);
        filled += Math.max(count, 0);
        return count >= 0;
    }
}
