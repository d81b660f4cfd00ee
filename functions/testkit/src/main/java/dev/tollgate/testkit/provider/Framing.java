package dev.tollgate.testkit.provider;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.tollgate.testkit.ScriptedProvider.Step;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;

/** How HTTP/1.1 says where a body ends. Every connection is closed after its reply. */
public enum Framing {
    /** By its length, told beforehand. */
    LENGTH,
    /** By a chunk of no bytes. */
    CHUNKED,
    /** By the end of the connection, so that nobody can tell whether it is whole. */
    CLOSE;

    /** Status line and headers. */
    public Step head(RecordedReply reply) {
        return new Step.SendBytes(headBytes(reply));
    }

    /** A piece of the body; a chunk must not be empty. */
    public Step piece(byte[] bytes) {
        return new Step.SendBytes(this == CHUNKED ? chunk(bytes) : bytes);
    }

    /** The end of the body. */
    public Step end() {
        return new Step.Send(this == CHUNKED ? "0\r\n\r\n" : "");
    }

    /** The reply at once, whole. */
    public Step whole(RecordedReply reply) {
        return first(reply, reply.body().length, true);
    }

    /** So many bytes of the reply's body, with the end or without, at once. */
    public Step first(RecordedReply reply, int bytes, boolean withEnd) {
        var wire = new ByteArrayOutputStream();
        wire.writeBytes(headBytes(reply));
        if (bytes > 0) {
            var body = Arrays.copyOf(reply.body(), bytes);
            wire.writeBytes(this == CHUNKED ? chunk(body) : body);
        }
        if (withEnd && this == CHUNKED) {
            wire.writeBytes("0\r\n\r\n".getBytes(ISO_8859_1));
        }
        return new Step.SendBytes(wire.toByteArray());
    }

    private byte[] headBytes(RecordedReply reply) {
        var framing = switch (this) {
            case LENGTH -> "content-length: " + reply.body().length + "\r\n";
            case CHUNKED -> "transfer-encoding: chunked\r\n";
            case CLOSE -> "";
        };
        return "HTTP/1.1 %d -\r\n%s%sconnection: close\r\n\r\n"
                .formatted(reply.status(), lines(reply.headers()), framing)
                .getBytes(ISO_8859_1);
    }

    private static String lines(Map<String, String> headers) {
        return headers.entrySet().stream()
                .map(header -> header.getKey() + ": " + header.getValue() + "\r\n")
                .collect(Collectors.joining());
    }

    private static byte[] chunk(byte[] bytes) {
        var chunk = new ByteArrayOutputStream();
        chunk.writeBytes((HexFormat.of().toHexDigits(bytes.length, 8) + "\r\n").getBytes(ISO_8859_1));
        chunk.writeBytes(bytes);
        chunk.writeBytes("\r\n".getBytes(ISO_8859_1));
        return chunk.toByteArray();
    }
}
