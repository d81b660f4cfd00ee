package dev.tollgate.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;
import java.util.Map;

/**
 * The form of a reply that API Gateway passes on whole: one JSON object, written at the end. For regions and runtimes
 * without streaming.
 */
final class BufferedResponder implements Responder {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final OutputStream out;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private int status;
    private Map<String, String> headers = Map.of();

    BufferedResponder(OutputStream out) {
        this.out = out;
    }

    @Override
    public OutputStream begin(int newStatus, Map<String, String> newHeaders) {
        if (hasBegun()) {
            throw new IllegalStateException("the reply has begun already");
        }
        status = newStatus;
        headers = newHeaders;
        return body;
    }

    @Override
    public boolean hasBegun() {
        return status != 0;
    }

    @Override
    public void end() throws IOException {
        out.write(JSON.writeValueAsBytes(reply(body.toByteArray())));
        out.flush();
    }

    /** What is no text goes as base64. */
    private Reply reply(byte[] bytes) {
        try {
            var text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return new Reply(status, headers, text, false);
        } catch (CharacterCodingException _) {
            return new Reply(status, headers, Base64.getEncoder().encodeToString(bytes), true);
        }
    }

    private record Reply(int statusCode, Map<String, String> headers, String body, boolean isBase64Encoded) {}
}
