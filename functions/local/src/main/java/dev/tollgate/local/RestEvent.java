package dev.tollgate.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * An HTTP request as API Gateway writes it down for a function behind {@code /{backend}/{proxy+}}.
 *
 * @param requestId the call's id
 * @param stage the stage's name
 * @param method such as {@code POST}
 * @param backend the first part of the path behind the stage
 * @param proxy the rest of the path, without the slash before it
 * @param query all values of each query parameter, decoded
 * @param headers all values of each
 * @param body the body
 */
record RestEvent(
        String requestId,
        String stage,
        String method,
        String backend,
        String proxy,
        Map<String, List<String>> query,
        Map<String, List<String>> headers,
        byte[] body) {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    byte[] toJson() {
        var event = JSON.createObjectNode()
                .put("resource", "/{backend}/{proxy+}")
                .put("path", "/" + backend + "/" + proxy)
                .put("httpMethod", method);
        putAll(event, "headers", "multiValueHeaders", headers);
        putAll(event, "queryStringParameters", "multiValueQueryStringParameters", query);
        event.putObject("pathParameters").put("backend", backend).put("proxy", proxy);
        event.putObject("requestContext")
                .put("requestId", requestId)
                .put("stage", stage)
                .put("httpMethod", method);
        putBody(event);
        try {
            return JSON.writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can be written", e);
        }
    }

    /** The last value of each, and all of them. */
    private static void putAll(ObjectNode event, String single, String multiple, Map<String, List<String>> values) {
        var last = event.putObject(single);
        var all = event.putObject(multiple);
        values.forEach((name, each) -> {
            last.put(name, each.getLast());
            var list = all.putArray(name);
            each.forEach(list::add);
        });
    }

    /** Text goes as it is, everything else as base64. */
    private void putBody(ObjectNode event) {
        if (body.length == 0) {
            event.putNull("body").put("isBase64Encoded", false);
            return;
        }
        try {
            var text = UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
            event.put("body", text).put("isBase64Encoded", false);
        } catch (CharacterCodingException _) {
            event.put("body", Base64.getEncoder().encodeToString(body)).put("isBase64Encoded", true);
        }
    }
}
