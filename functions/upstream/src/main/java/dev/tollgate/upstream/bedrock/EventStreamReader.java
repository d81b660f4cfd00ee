package dev.tollgate.upstream.bedrock;

import dev.tollgate.upstream.Frame;
import dev.tollgate.upstream.Frames;
import dev.tollgate.upstream.http.UpstreamException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * Cuts a binary event stream into its messages by the length that each begins with. The messages put together are the
 * stream, byte for byte.
 *
 * <p>For one thread. Holds one message, which may be 2 MiB at most: the format allows 16, but Bedrock sends small pieces.
 */
final class EventStreamReader implements Frames {
    private static final int LARGEST_MESSAGE = 2 << 20;

    /** The length of the message, the length of its headers, and a checksum of both. */
    private static final int PRELUDE = 12;

    private static final int PRELUDE_LENGTHS = 8;
    private static final int CHECKSUM = 4;

    private final InputStream in;

    EventStreamReader(InputStream in) {
        this.in = in;
    }

    /**
     * The next message, empty at the end of the stream.
     *
     * @throws UpstreamException if a message is too large, or damaged
     * @throws IOException if reading fails; what was read of an unfinished message is dropped
     */
    @Override
    public Optional<Frame> next() throws IOException {
        var prelude = in.readNBytes(PRELUDE);
        if (prelude.length == 0) {
            return Optional.empty();
        }
        if (prelude.length < PRELUDE) {
            return Optional.of(EventMessage.broken(prelude));
        }
        var length = checkedLength(prelude);
        var raw = Arrays.copyOf(prelude, length);
        var count = in.readNBytes(raw, PRELUDE, length - PRELUDE);
        return Optional.of(
                count < length - PRELUDE ? EventMessage.broken(Arrays.copyOf(raw, PRELUDE + count)) : decode(raw));
    }

    private static int checkedLength(byte[] prelude) throws UpstreamException {
        var checksum = new CRC32();
        checksum.update(prelude, 0, PRELUDE_LENGTHS);
        var numbers = ByteBuffer.wrap(prelude);
        var length = Integer.toUnsignedLong(numbers.getInt());
        var headers = Integer.toUnsignedLong(numbers.getInt());
        if (Integer.toUnsignedLong(numbers.getInt()) != checksum.getValue() || length < PRELUDE + headers + CHECKSUM) {
            throw damaged();
        }
        if (length > LARGEST_MESSAGE) {
            throw new UpstreamException(
                    UpstreamException.Kind.TOO_LARGE, "it sent an event of %d bytes".formatted(length));
        }
        return Math.toIntExact(length);
    }

    private static EventMessage decode(byte[] raw) throws UpstreamException {
        try {
            return EventMessage.decode(raw);
        } catch (IllegalArgumentException _) {
            throw damaged();
        }
    }

    private static UpstreamException damaged() {
        return new UpstreamException(UpstreamException.Kind.BROKEN, "it sent a damaged event");
    }
}
