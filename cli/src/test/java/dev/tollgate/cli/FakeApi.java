package dev.tollgate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import dev.tollgate.cli.api.Json;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The admin API in memory: objects by {@link FakeObjects}, and prepared replies to all else. It keeps what it was asked. */
final class FakeApi implements AutoCloseable {
    static final String TOKEN = "the-token-of-the-tests";

    final FakeObjects objects = new FakeObjects();
    final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final Map<String, Replied> prepared = new HashMap<>();
    private final Map<String, Replied> patterns = new ConcurrentHashMap<>();
    private final FakeServer server = new FakeServer(this::answer);
    private volatile int writesLeft = Integer.MAX_VALUE;

    /** A request; headers by their names in lower case. */
    record Asked(String method, String path, Map<String, String> query, Map<String, String> headers, JsonNode body) {
        String header(String name) {
            return headers.getOrDefault(name, "");
        }

        boolean isWrite() {
            return !method.equals("GET") && !query.containsKey("dryRun");
        }
    }

    /** A reply; no tag where it is empty. */
    record Replied(int status, JsonNode body, String etag) {
        Replied(int status, JsonNode body) {
            this(status, body, "");
        }
    }

    String url() {
        return server.url("/sandbox/admin");
    }

    /** Replies this to a method and path, whatever is sent. */
    void reply(String methodAndPath, int status, String body) {
        prepared.put(methodAndPath, new Replied(status, Json.read(body)));
    }

    /** Replies this to every method and path that a pattern matches. */
    void replyWhere(String pattern, int status, String body) {
        patterns.put(pattern, new Replied(status, Json.read(body)));
    }

    /** Breaks the connection at the write after so many. */
    void diesAfterWrites(int count) {
        writesLeft = count;
    }

    Asked last() {
        return asked.get(asked.size() - 1);
    }

    long writes() {
        return asked.stream().filter(Asked::isWrite).count();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var request = request(exchange);
            asked.add(request);
            if (request.isWrite() && !mayWrite()) {
                return;
            }
            var reply = reply(request);
            var problem = reply.status() >= 400;
            exchange.getResponseHeaders()
                    .set("content-type", problem ? "application/problem+json" : "application/json");
            if (!reply.etag().isEmpty()) {
                exchange.getResponseHeaders().set("etag", reply.etag());
            }
            var bytes = reply.body().isMissingNode()
                    ? new byte[0]
                    : reply.body().toString().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private synchronized boolean mayWrite() {
        return writesLeft-- > 0;
    }

    private Replied reply(Asked request) {
        if (!request.header("authorization").equals("Bearer " + TOKEN)) {
            return problem(401, "Unauthorized", "who asks is not proven");
        }
        var asked = request.method() + " " + request.path();
        return Optional.ofNullable(prepared.get(asked))
                .or(() -> patterns.entrySet().stream()
                        .filter(each -> asked.matches(each.getKey()))
                        .map(Map.Entry::getValue)
                        .findFirst())
                .or(() -> objects.reply(request))
                .orElseGet(() -> problem(404, "Not Found", "there is no such path"));
    }

    static Replied problem(int status, String title, String detail) {
        return new Replied(
                status, Json.object().put("title", title).put("status", status).put("detail", detail));
    }

    private static Asked request(HttpExchange exchange) throws IOException {
        var headers = FakeServer.headers(exchange);
        var query = new HashMap<String, String>();
        var raw = exchange.getRequestURI().getRawQuery();
        for (var part : raw == null ? new String[0] : raw.split("&", -1)) {
            var pair = part.split("=", 2);
            query.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
        }
        var body = Json.read(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        var path = exchange.getRequestURI().getPath().replace("/sandbox/admin", "");
        return new Asked(exchange.getRequestMethod(), path, query, headers, body);
    }

    @Override
    public void close() {
        server.close();
    }
}
