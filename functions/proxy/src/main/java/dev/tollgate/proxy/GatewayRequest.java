package dev.tollgate.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * A call as API Gateway brought it, read once.
 *
 * @param id API Gateway's id of the call: the {@code x-request-id} of the reply and of the log line
 * @param functionRequestId Lambda's id of the invocation
 * @param method such as {@code POST}
 * @param backend the first part of the path
 * @param path the rest of it, the provider's own, such as {@code /v1/chat/completions}
 * @param query the query parameters, decoded; the last value of each
 * @param headers the caller's
 * @param body the body, empty where there is none
 * @param deadline when the function is ended, whatever it is doing
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html">the
 *     event</a>
 */
public record GatewayRequest(
        String id,
        String functionRequestId,
        String method,
        String backend,
        String path,
        Map<String, String> query,
        Headers headers,
        byte[] body,
        Instant deadline) {
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final String CONNECTION = "connection";

    /**
     * Reads a REST proxy event of the resource {@code /{backend}/{proxy+}}.
     *
     * @throws IOException if it is not such an event; it quotes nothing of it
     */
    public static GatewayRequest read(InputStream event, String functionRequestId, Instant deadline)
            throws IOException {
        var fields = tree(event);
        var parameters = fields.path("pathParameters");
        return new GatewayRequest(
                fields.path("requestContext").path("requestId").asText(),
                functionRequestId,
                required(fields, "httpMethod"),
                parameters.path("backend").asText(),
                "/" + parameters.path("proxy").asText(),
                texts(fields.path("queryStringParameters")),
                headers(fields),
                body(fields),
                deadline);
    }

    private static JsonNode tree(InputStream event) throws IOException {
        try {
            return JSON.readTree(event);
        } catch (JsonProcessingException e) {
            throw new IOException("the event is not JSON: " + e.getClass().getSimpleName());
        }
    }

    /** The last value of each, as API Gateway writes them; of {@code Connection} all, since each names other headers. */
    private static Headers headers(JsonNode event) {
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(texts(event.path("headers")));
        event.path("multiValueHeaders").properties().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(CONNECTION))
                .flatMap(header -> header.getValue().valueStream())
                .forEach(value -> headers.merge(CONNECTION, value.asText(), (one, other) -> one + "," + other));
        return new Headers(headers);
    }

    private static Map<String, String> texts(JsonNode fields) {
        var texts = new LinkedHashMap<String, String>();
        fields.properties()
                .forEach(field -> texts.put(field.getKey(), field.getValue().asText()));
        return texts;
    }

    private static byte[] body(JsonNode fields) throws IOException {
        var body = fields.path("body").asText("");
        try {
            return fields.path("isBase64Encoded").asBoolean()
                    ? Base64.getDecoder().decode(body)
                    : body.getBytes(UTF_8);
        } catch (IllegalArgumentException _) {
            // It names the byte that is none, which is one of the body's.
            throw new IOException("the event's body is not base64");
        }
    }

    /** Without query, headers and body, which hold the key and the prompt. */
    @Override
    public String toString() {
        return "%s %s /%s%s".formatted(id, method, backend, path);
    }

    private static String required(JsonNode fields, String name) throws IOException {
        var value = fields.path(name).asText("");
        if (value.isEmpty()) {
            throw new IOException("not a REST proxy event: it has no " + name);
        }
        return value;
    }
}
