package dev.tollgate.runtime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * Bytes to be sent, which grow at both ends: what goes ahead of a body, its length, is known last. So all of it leaves by one
 * write. Not thread safe.
 */
final class Frame {
    private static final int CAPACITY = 8 << 10;
    /** For the head of a request with an id of the usual length. */
    private static final int ROOM_AHEAD = 512;

    private byte[] bytes = new byte[CAPACITY];
    private int start = ROOM_AHEAD;
    private int end = ROOM_AHEAD;

    int length() {
        return end - start;
    }

    boolean isEmpty() {
        return start == end;
    }

    Frame append(byte[] more, int offset, int length) {
        makeRoom(length);
        System.arraycopy(more, offset, bytes, end, length);
        end += length;
        return this;
    }

    Frame append(String latin) {
        return append(latin.getBytes(ISO_8859_1), 0, latin.length());
    }

    Frame prepend(String latin) {
        var length = latin.length();
        if (length > start) {
            var larger = new byte[length + bytes.length];
            System.arraycopy(bytes, start, larger, start + length, length());
            bytes = larger;
            start += length;
            end += length;
        }
        start -= length;
        System.arraycopy(latin.getBytes(ISO_8859_1), 0, bytes, start, length);
        return this;
    }

    void clear() {
        start = ROOM_AHEAD;
        end = ROOM_AHEAD;
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(bytes, start, length());
    }

    private void makeRoom(int length) {
        var needed = Math.addExact(end, length);
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(needed, (int) Math.min(2L * bytes.length, Integer.MAX_VALUE - 8)));
        }
    }
}
