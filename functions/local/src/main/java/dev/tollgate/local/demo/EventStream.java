package dev.tollgate.local.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;

/** One streamed reply: server-sent events, each on its way before the next is written. For one thread. */
final class EventStream {
    private final OutputStream out;
    private final Duration delay;
    private boolean begun;
    private long tokensSent;

    private EventStream(OutputStream out, Duration delay) {
        this.out = out;
        this.delay = delay;
    }

    /** Sends the headers. */
    static EventStream open(HttpExchange exchange, Duration delay) throws IOException {
        exchange.getResponseHeaders().set("content-type", "text/event-stream; charset=utf-8");
        exchange.getResponseHeaders().set("cache-control", "no-cache");
        exchange.sendResponseHeaders(200, 0);
        return new EventStream(exchange.getResponseBody(), delay);
    }

    /** Sends a chunk, after the delay if it is not the first. */
    void send(Documents.Chunk chunk) throws IOException, InterruptedException {
        if (begun) {
            Thread.sleep(delay);
        }
        begun = true;
        write(chunk.json().toString());
        tokensSent += chunk.tokens();
    }

    /** Says that it is complete and ends the exchange. */
    void end() throws IOException {
        write("[DONE]");
        out.close();
    }

    /** How many tokens the chunks so far have brought. */
    long tokensSent() {
        return tokensSent;
    }

    private void write(String data) throws IOException {
        out.write("data: %s\n\n".formatted(data).getBytes(UTF_8));
        out.flush();
    }
}
