package dev.tollgate.local.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A reply of one JSON object.
 *
 * @param status the HTTP status
 * @param headers all headers but the content's type and length
 * @param body not to be changed
 */
record JsonReply(int status, Map<String, String> headers, ObjectNode body) {
    JsonReply {
        headers = Map.copyOf(headers);
    }

    static JsonReply ok(ObjectNode body) {
        return new JsonReply(200, Map.of(), body);
    }

    /** OpenAI's error object, always with its four fields. */
    static JsonReply error(int status, String message, @Nullable String param, @Nullable String code) {
        var body = JsonNodeFactory.instance.objectNode();
        body.putObject("error")
                .put("message", message)
                .put("type", errorType(status))
                .put("param", param)
                .put("code", code);
        return new JsonReply(status, Map.of(), body);
    }

    /** The same reply with one header only. */
    JsonReply withHeader(String name, String value) {
        return new JsonReply(status, Map.of(name, value), body);
    }

    /** Sends it and ends the exchange. */
    void send(HttpExchange exchange) throws IOException {
        // Jackson's text, not its bytes: half a surrogate pair that a caller sent becomes a question mark.
        var bytes = body.toString().getBytes(UTF_8);
        headers.forEach(exchange.getResponseHeaders()::set);
        exchange.getResponseHeaders().set("content-type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    private static String errorType(int status) {
        if (status == 429) {
            return "requests";
        }
        return status < 500 ? "invalid_request_error" : "server_error";
    }
}
