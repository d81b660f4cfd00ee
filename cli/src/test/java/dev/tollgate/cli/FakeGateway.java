package dev.tollgate.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

/** A gateway that replies what was prepared, one after the other. It keeps what it was asked. */
final class FakeGateway implements AutoCloseable {
    final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Reply> replies = new LinkedBlockingQueue<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final FakeServer server = new FakeServer(this::answer);

    /** A request; headers by their names in lower case. */
    record Asked(String target, Map<String, String> headers, String body) {}

    /** Writes a reply; throws to break the connection. */
    private interface Reply {
        void write(HttpExchange exchange) throws IOException;
    }

    String url() {
        return server.url("/sandbox");
    }

    /** A reply in one; headers as names and values. */
    FakeGateway whole(int status, String body, String... headers) {
        replies.add(exchange -> {
            for (var i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
            }
            var bytes = body.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        return this;
    }

    /** A stream of these pieces. */
    FakeGateway streamed(String... pieces) {
        replies.add(exchange -> {
            write(exchange, pieces);
            exchange.close();
        });
        return this;
    }

    /** A stream that breaks off behind these pieces. */
    FakeGateway cut(String... pieces) {
        replies.add(exchange -> {
            write(exchange, pieces);
            throw new IOException("cut, as it was prepared");
        });
        return this;
    }

    /** A stream that stands still behind these pieces. */
    FakeGateway stalled(String... pieces) {
        replies.add(exchange -> {
            write(exchange, pieces);
            try {
                closed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new IOException("closed");
        });
        return this;
    }

    private static void write(HttpExchange exchange, String... pieces) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        for (var piece : pieces) {
            exchange.getResponseBody().write(piece.getBytes(UTF_8));
            exchange.getResponseBody().flush();
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        var headers = FakeServer.headers(exchange);
        var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        asked.add(new Asked(exchange.getRequestURI().toString(), headers, body));
        replies.remove().write(exchange);
    }

    @Override
    public void close() {
        closed.countDown();
        server.close();
    }
}
