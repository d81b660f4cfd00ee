package dev.tollgate.upstream.bedrock;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tollgate.upstream.ErrorReply;
import dev.tollgate.upstream.http.UpstreamRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** An endpoint that answers always the same, for clients of AWS's. */
final class FakeBedrock implements AutoCloseable {
    private final HttpServer server;
    private final List<UpstreamRequest> requests = new CopyOnWriteArrayList<>();

    FakeBedrock(ErrorReply reply) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> answer(exchange, reply));
        server.start();
    }

    /** Where it listens, with this path. */
    URI at(String path) {
        return URI.create("http://localhost:%d%s".formatted(server.getAddress().getPort(), path));
    }

    /** The only request that came. */
    UpstreamRequest request() {
        return requests.getFirst();
    }

    private void answer(HttpExchange exchange, ErrorReply reply) throws IOException {
        try (exchange) {
            var headers = new HashMap<String, String>();
            exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
            requests.add(new UpstreamRequest(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI(),
                    Map.copyOf(headers),
                    exchange.getRequestBody().readAllBytes(),
                    Duration.ZERO));
            reply.headers()
                    .forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
            exchange.sendResponseHeaders(reply.status(), reply.body().length);
            exchange.getResponseBody().write(reply.body());
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
