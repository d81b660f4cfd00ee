package dev.tollgate.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An HTTP request as API Gateway writes it down for a function behind a resource such as {@code /{backend}/{proxy+}}.
 *
 * @param requestId the call's id
 * @param stage the stage's name
 * @param method such as {@code POST}
 * @param resource what the path was matched with
 * @param path what stands behind the stage
 * @param parameters what the resource's variables stand for
 * @param userArn whose signature was verified, empty where none was
 * @param query all values of each query parameter, decoded
 * @param headers all values of each
 * @param body the body
 */
record RestEvent(
        String requestId,
        String stage,
        String method,
        String resource,
        String path,
        Map<String, String> parameters,
        String userArn,
        Map<String, List<String>> query,
        Map<String, List<String>> headers,
        byte[] body) {
    private static final JsonFactory JSON = JsonFactory.builder().build();

    byte[] toJson() {
        var out = new ByteArrayOutputStream(2 * body.length + 4_096);
        try (var json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("resource", resource);
            json.writeStringField("path", path);
            json.writeStringField("httpMethod", method);
            write(json, "headers", "multiValueHeaders", headers);
            write(json, "queryStringParameters", "multiValueQueryStringParameters", query);
            json.writeObjectFieldStart("pathParameters");
            writeAll(json, parameters);
            writeContext(json);
            writeBody(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException("texts can be written into memory", e);
        }
        return out.toByteArray();
    }

    private void writeContext(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("requestContext");
        if (!userArn.isEmpty()) {
            json.writeObjectFieldStart("identity");
            writeAll(json, Map.of("userArn", userArn));
        }
        writeAll(json, Map.of("requestId", requestId, "stage", stage, "httpMethod", method));
    }

    /** Into the object that has begun, and ends it. */
    private static void writeAll(JsonGenerator json, Map<String, String> texts) throws IOException {
        for (var text : texts.entrySet()) {
            json.writeStringField(text.getKey(), text.getValue());
        }
        json.writeEndObject();
    }

    /** The last value of each, and all of them. */
    private static void write(JsonGenerator json, String single, String multiple, Map<String, List<String>> values)
            throws IOException {
        json.writeObjectFieldStart(single);
        for (var each : values.entrySet()) {
            json.writeStringField(each.getKey(), each.getValue().getLast());
        }
        json.writeEndObject();
        json.writeObjectFieldStart(multiple);
        for (var each : values.entrySet()) {
            json.writeArrayFieldStart(each.getKey());
            for (var value : each.getValue()) {
                json.writeString(value);
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    /** Text goes as it is, everything else as base64. */
    private void writeBody(JsonGenerator json) throws IOException {
        var text = text();
        if (body.length == 0) {
            json.writeNullField("body");
        } else {
            json.writeStringField(
                    "body", text.orElseGet(() -> Base64.getEncoder().encodeToString(body)));
        }
        json.writeBooleanField("isBase64Encoded", text.isEmpty());
    }

    private Optional<String> text() {
        try {
            return Optional.of(UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString());
        } catch (CharacterCodingException _) {
            return Optional.empty();
        }
    }
}
