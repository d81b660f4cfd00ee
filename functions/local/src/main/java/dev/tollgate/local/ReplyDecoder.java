package dev.tollgate.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Takes a function's streamed reply apart as API Gateway does: the prelude becomes status and headers, and from the eight
 * NUL bytes on everything goes straight to the caller. For one thread.
 */
final class ReplyDecoder extends OutputStream {
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final int NULS = 8;

    private final ReplyHead head;
    private final ByteArrayOutputStream prelude = new ByteArrayOutputStream();
    private OutputStream body = nullOutputStream();
    private int nuls;

    ReplyDecoder(ReplyHead head) {
        this.head = head;
    }

    private boolean hasBegun() {
        return nuls == NULS;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        var index = offset;
        while (!hasBegun() && index < offset + length) {
            take(bytes[index++]);
        }
        body.write(bytes, index, offset + length - index);
    }

    @Override
    public void flush() throws IOException {
        body.flush();
    }

    /** @throws IOException if the reply never began */
    @Override
    public void close() throws IOException {
        if (!hasBegun()) {
            throw new IOException("the function ended before its reply began");
        }
        body.close();
    }

    private void take(byte next) throws IOException {
        if (next != 0) {
            prelude.write(next);
        } else if (++nuls == NULS) {
            var fields = JSON.readTree(prelude.toByteArray());
            body = head.send(fields.path("statusCode").asInt(), fields.path("headers"));
        }
    }
}
