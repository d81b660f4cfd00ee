package dev.tollgate.benchmarks.startup;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;

/** A provider that answers every chat completion at once with a short stream. Thread safe. */
final class Provider implements HttpHandler {
    private static final int EVENTS = 5;
    private static final String EVENT =
            "data: {\"id\":\"1\",\"object\":\"chat.completion.chunk\",\"model\":\"gpt-5-mini\",\"choices\":[%s],\"usage\":%s}\n\n";
    private static final String CHOICE = "{\"index\":0,\"delta\":{\"content\":\" so much\"},\"finish_reason\":null}";
    private static final String USAGE = "{\"prompt_tokens\":208,\"completion_tokens\":10,\"total_tokens\":218}";

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            var out = exchange.getResponseBody();
            for (var i = 0; i < EVENTS; i++) {
                out.write(EVENT.formatted(CHOICE, "null").getBytes(UTF_8));
                out.flush();
            }
            out.write((EVENT.formatted("", USAGE) + "data: [DONE]\n\n").getBytes(UTF_8));
        }
    }
}
