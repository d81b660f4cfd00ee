package dev.tollgate.upstream.sse;

import dev.tollgate.upstream.Frame;
import dev.tollgate.upstream.Frames;
import dev.tollgate.upstream.http.UpstreamException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * Cuts a stream into blocks at its blank lines, as soon as each is complete. Lines may end with LF, CRLF or CR, and the
 * stream may be cut anywhere, within a character too. The blocks put together are the stream, byte for byte.
 *
 * <p>For one thread. Holds one block, which may be 2 MiB at most.
 */
public final class SseReader implements Frames {
    private static final int LARGEST_EVENT = 2 << 20;
    private static final int FIRST_BUFFER = 8 << 10;

    private final InputStream in;
    private byte[] buffer = new byte[FIRST_BUFFER];
    private int filled;
    private int scanned;
    /** Where the block at the beginning of the buffer ends; 0 until that has come. */
    private int end;

    private boolean lineIsEmpty = true;
    private boolean afterReturn;

    /** Reads events from this stream. */
    public SseReader(InputStream in) {
        this.in = in;
    }

    /**
     * The next block, empty at the end of the stream. Bytes after the last blank line come as a block of their own.
     *
     * @throws UpstreamException if an event is too large
     * @throws IOException if reading fails; what was read of an unfinished block is dropped
     */
    @Override
    public Optional<Frame> next() throws IOException {
        while (true) {
            if (isReady()) {
                return Optional.of(cut(end, true));
            }
            if (!fill()) {
                return filled == 0 ? Optional.empty() : Optional.of(cut(filled, false));
            }
        }
    }

    @Override
    public boolean isReady() {
        if (end == 0) {
            end = findEnd();
        }
        return end > 0;
    }

    private int findEnd() {
        while (scanned < filled) {
            var character = buffer[scanned++];
            var secondOfCrLf = afterReturn && character == '\n';
            afterReturn = character == '\r';
            if (character != '\n' && character != '\r') {
                lineIsEmpty = false;
            } else if (!secondOfCrLf) {
                if (lineIsEmpty) {
                    return withLineFeed(scanned);
                }
                lineIsEmpty = true;
            }
        }
        return 0;
    }

    /** Takes the LF of a CRLF along where it is here already; where it is not, it starts the next block. */
    private int withLineFeed(int end) {
        if (afterReturn && end < filled && buffer[end] == '\n') {
            afterReturn = false;
            return end + 1;
        }
        return end;
    }

    private SseEvent cut(int length, boolean isWhole) {
        var event = new SseEvent(Arrays.copyOf(buffer, length), isWhole);
        System.arraycopy(buffer, length, buffer, 0, filled - length);
        filled -= length;
        scanned = 0;
        end = 0;
        lineIsEmpty = true;
        return event;
    }

    private boolean fill() throws IOException {
        if (filled == buffer.length) {
            if (filled >= LARGEST_EVENT) {
                throw new UpstreamException(
                        UpstreamException.Kind.TOO_LARGE, "it sent an event over %d bytes".formatted(filled));
            }
            buffer = Arrays.copyOf(buffer, filled * 2);
        }
        var count = in.read(buffer, filled, buffer.length - filled);
        filled += Math.max(count, 0);
        return count >= 0;
    }
}
