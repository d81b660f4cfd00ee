package dev.tollgate.local.demo.serving;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * A reply of one JSON object.
 *
 * @param status the HTTP status
 * @param headers all headers but the content's type and length
 * @param body not to be changed
 */
public record JsonReply(int status, Map<String, String> headers, ObjectNode body) {
    /** Copies the headers. */
    public JsonReply {
        headers = Map.copyOf(headers);
    }

    /** With status 200. */
    public static JsonReply ok(ObjectNode body) {
        return of(200, body);
    }

    /** Without headers. */
    public static JsonReply of(int status, ObjectNode body) {
        return new JsonReply(status, Map.of(), body);
    }

    /** The same reply with one header more. */
    public JsonReply withHeader(String name, String value) {
        var more = new HashMap<>(headers);
        more.put(name, value);
        return new JsonReply(status, more, body);
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
}
