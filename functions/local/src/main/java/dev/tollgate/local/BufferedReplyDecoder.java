package dev.tollgate.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** Takes a function's buffered reply apart as API Gateway does: one JSON object, once it is complete. For one thread. */
final class BufferedReplyDecoder extends ByteArrayOutputStream {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final ReplyHead head;

    BufferedReplyDecoder(ReplyHead head) {
        this.head = head;
    }

    @Override
    public void close() throws IOException {
        var reply = JSON.readTree(toByteArray());
        try (var body = head.send(reply.path("statusCode").asInt(), reply.path("headers"))) {
            body.write(body(reply));
        }
    }

    private static byte[] body(JsonNode reply) throws IOException {
        var body = reply.path("body");
        return reply.path("isBase64Encoded").asBoolean()
                ? body.binaryValue()
                : body.asText().getBytes(UTF_8);
    }
}
