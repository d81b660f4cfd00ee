package dev.tollgate.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tollgate.core.Stage;
import dev.tollgate.local.function.LocalFunction;
import dev.tollgate.proxy.ReplyMode;
import java.io.IOException;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Stands in for API Gateway: turns HTTP requests to {@code /<stage>/<backend>/...} and {@code /<stage>/admin/...} into events
 * for the stage's functions, and their output into HTTP replies, unbuffered. Listens on this machine only. Thread safe.
 */
final class HttpFront implements AutoCloseable {
    private static final int NO_CONTENT = 204;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** API Gateway's own limit on a body. */
    private static final int MAX_BODY_BYTES = 10 * 1024 * 1024;

    private static final int BACKLOG = 512;

    /** No backend can have this name. */
    private static final String ADMIN = "admin";

    private static final Duration TIME_TO_SETTLE = Duration.ofSeconds(5);

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, StageFunctions> stages;

    /**
     * Starts to listen.
     *
     * @param port where; 0 for any free port
     * @throws BindException if the port is taken, with a message for the user
     */
    HttpFront(int port, Map<Stage, StageFunctions> stages) throws IOException {
        this.stages = stages.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(entry -> entry.getKey().id(), Map.Entry::getValue));
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        } catch (BindException e) {
            var explained = new BindException(
                    "port %d is taken: stop what listens there, or set TOLLGATE_PORT to another port".formatted(port));
            explained.initCause(e);
            throw explained;
        }
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    /** Where it listens, without a path. */
    URI uri() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    /** Takes no more calls, and waits until those in flight have settled. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdown();
        try {
            if (!threads.awaitTermination(TIME_TO_SETTLE.toMillis(), TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** What fails once the reply has begun is thrown: the server then cuts the connection, where closing would end it well. */
    private void serve(HttpExchange exchange) throws IOException {
        // "/production/openai/v1/models" is "", "production", "openai", "v1/models".
        var path = String.valueOf(exchange.getRequestURI().getRawPath()).split("/", 4);
        var stage = stages.get(path.length > 1 ? path[1] : "");
        if (stage == null) {
            answer(exchange, 404, "Call /production/<backend>/<path> or /sandbox/<backend>/<path>.");
            return;
        }
        var body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
        if (body.length > MAX_BODY_BYTES) {
            // Who is still sending when the connection is closed may not see the answer.
            exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
            answer(exchange, 413, "Request Too Long");
            return;
        }
        try {
            invoke(stage, exchange, new Path(path), body);
        } catch (IOException | RuntimeException e) {
            if (exchange.getResponseCode() >= 0) {
                throw e;
            }
            answer(exchange, 502, "Internal server error");
        }
    }

    /** The parts of a request's path. */
    private record Path(String stage, String first, String rest) {
        Path(String[] parts) {
            this(parts[1], parts.length > 2 ? parts[2] : "", parts.length > 3 ? parts[3] : "");
        }
    }

    private static void invoke(StageFunctions stage, HttpExchange exchange, Path path, byte[] body) throws IOException {
        ReplyHead head = (status, headers) -> head(exchange, status, headers);
        var admin = stage.admin().filter(_ -> path.first().equals(ADMIN));
        if (admin.isPresent()) {
            var authorization =
                    Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("authorization"), "");
            var userArn = admin.get().authorizer().userArn(authorization);
            var event = event(exchange, path, "/admin/{proxy+}", Map.of("proxy", path.rest()), userArn, body);
            invoke(admin.get().function(), event, new BufferedReplyDecoder(head));
        } else {
            var parameters = Map.of("backend", path.first(), "proxy", path.rest());
            var event = event(exchange, path, "/{backend}/{proxy+}", parameters, "", body);
            var streams = stage.mode() == ReplyMode.STREAMED;
            invoke(stage.proxy(), event, streams ? new ReplyDecoder(head) : new BufferedReplyDecoder(head));
        }
    }

    private static void invoke(LocalFunction function, RestEvent event, OutputStream decoder) throws IOException {
        function.invoke(event.toJson(), decoder);
        decoder.close();
    }

    private static RestEvent event(
            HttpExchange exchange,
            Path path,
            String resource,
            Map<String, String> parameters,
            String userArn,
            byte[] body) {
        return new RestEvent(
                UUID.randomUUID().toString(),
                path.stage(),
                exchange.getRequestMethod(),
                resource,
                "/" + path.first() + "/" + path.rest(),
                parameters,
                userArn,
                QueryString.parse(exchange.getRequestURI().getRawQuery()),
                exchange.getRequestHeaders(),
                body);
    }

    private static OutputStream head(HttpExchange exchange, int status, JsonNode headers) throws IOException {
        headers.properties()
                .forEach(header -> exchange.getResponseHeaders()
                        .set(header.getKey(), header.getValue().asText()));
        if (exchange.getRequestMethod().equals("HEAD") || status == NO_CONTENT) {
            exchange.sendResponseHeaders(status, -1);
            return OutputStream.nullOutputStream();
        }
        exchange.sendResponseHeaders(status, 0);
        return exchange.getResponseBody();
    }

    /** In API Gateway's own form: what is answered here never reached a function. */
    private static void answer(HttpExchange exchange, int status, String message) throws IOException {
        try (var body = head(exchange, status, JSON.createObjectNode().put("content-type", "application/json"))) {
            body.write("{\"message\":\"%s\"}".formatted(message).getBytes(UTF_8));
        }
    }
}
