package dev.tollgate.testkit.lambda;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ProtocolException;
import java.util.Map;
import java.util.Optional;

/** The body of a request, piece by piece. Not thread safe. */
final class RequestBody {
    /** The most that one chunk may hold: a whole streamed response of Lambda. */
    static final int LARGEST_CHUNK = 200 << 20;

    private static final int PIECE = 1 << 16;
    private static final int HEX = 16;

    private final Wire wire;
    private final boolean chunked;
    private long left;
    private boolean ended;
    private Map<String, String> trailers = Map.of();

    /** @throws ProtocolException if the head does not say where the body ends */
    RequestBody(RequestHead head, Wire wire) throws ProtocolException {
        this.wire = wire;
        var length = head.header("content-length");
        chunked = head.has("transfer-encoding", "chunked");
        if (!length.matches("\\d{0,18}")) {
            throw new ProtocolException("not a length: " + length);
        }
        if (chunked != length.isEmpty() && !head.request().startsWith("GET ")) {
            throw new ProtocolException("a body needs either a length or chunks");
        }
        left = length.isEmpty() ? 0 : Long.parseLong(length);
    }

    /** The next bytes: a chunk as it was sent, or a piece of a body of known length. None at the end. */
    byte[] next() throws IOException {
        if (!chunked) {
            var piece = wire.bytes((int) Math.min(left, PIECE));
            left -= piece.length;
            return piece;
        }
        return ended ? new byte[0] : chunk();
    }

    private byte[] chunk() throws IOException {
        var line = wire.line();
        var size = line.split(";", 2)[0].strip();
        if (!size.matches("[0-9a-fA-F]{1,8}") || Long.parseLong(size, HEX) > LARGEST_CHUNK) {
            throw new ProtocolException("not the size of a chunk: " + line);
        }
        var bytes = wire.bytes(Integer.parseInt(size, HEX));
        if (bytes.length == 0) {
            ended = true;
            trailers = wire.fields();
        } else if (!wire.line().isEmpty()) {
            throw new ProtocolException("a chunk is longer than it says");
        }
        return bytes;
    }

    /** What stands behind the last chunk, by name without regard to case; complete at the end only. */
    Map<String, String> trailers() {
        return trailers;
    }

    /** Reads it to its end. */
    void skip() throws IOException {
        whole(0);
    }

    /** All of it, or nothing if it is longer than this; read to its end in either case. */
    Optional<byte[]> whole(int most) throws IOException {
        var all = new ByteArrayOutputStream();
        var fits = true;
        for (var piece = next(); piece.length > 0; piece = next()) {
            fits = fits && all.size() + piece.length <= most;
            if (fits) {
                all.writeBytes(piece);
            }
        }
        return fits ? Optional.of(all.toByteArray()) : Optional.empty();
    }
}
