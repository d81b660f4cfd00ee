package dev.tollgate.template;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tollgate.testkit.lambda.Reply;

/**
 * What API Gateway makes of a function's reply.
 *
 * @param status such as 200
 * @param headers by their names as the function wrote them
 * @param body all of it
 */
record HttpAnswer(int status, JsonNode headers, String body) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** @throws IllegalStateException if the function failed, which a client would see as a 502 */
    static HttpAnswer of(Reply reply) {
        return switch (reply) {
            case Reply.Streamed streamed -> {
                streamed.failure().ifPresent(failure -> {
                    throw new IllegalStateException(failure.toString());
                });
                yield of(json(streamed.prelude()), new String(streamed.payload(), UTF_8));
            }
            case Reply.Whole whole -> {
                var head = json(whole.text());
                yield of(head, head.path("body").asText());
            }
            case Reply.Failed failed ->
                throw new IllegalStateException(failed.error().toString());
            case Reply.Lost lost -> throw new IllegalStateException(lost.cause());
        };
    }

    private static HttpAnswer of(JsonNode head, String body) {
        return new HttpAnswer(head.path("statusCode").asInt(), head.path("headers"), body);
    }

    /** The body, where it is JSON. */
    JsonNode json() {
        return json(body);
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not JSON: " + text, e);
        }
    }
}
