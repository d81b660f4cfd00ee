package dev.tollgate.local.demo.serving;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;

/** One streamed reply, each part on its way before the next is written. For one thread. */
final class ReplyStream {
    private final OutputStream out;
    private final Framing framing;
    private final Duration delay;
    private boolean begun;
    private long tokensSent;

    private ReplyStream(OutputStream out, Framing framing, Duration delay) {
        this.out = out;
        this.framing = framing;
        this.delay = delay;
    }

    /** Sends the headers. */
    static ReplyStream open(HttpExchange exchange, Framing framing, Duration delay) throws IOException {
        exchange.getResponseHeaders().set("content-type", framing.contentType());
        exchange.getResponseHeaders().set("cache-control", "no-cache");
        exchange.sendResponseHeaders(200, 0);
        return new ReplyStream(exchange.getResponseBody(), framing, delay);
    }

    /** Sends a part, after the delay if it is not the first. */
    void send(Part part) throws IOException, InterruptedException {
        if (begun) {
            Thread.sleep(delay);
        }
        out.write(framing.frame(part, !begun));
        out.flush();
        begun = true;
        tokensSent += part.tokens();
    }

    /** Says that it is complete and ends the exchange. */
    void end() throws IOException {
        out.write(framing.end());
        out.close();
    }

    /** How many tokens the parts so far have brought. */
    long tokensSent() {
        return tokensSent;
    }
}
