package dev.tollgate.template;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/**
 * AWS as one function meets it: tables and secrets as far as the rights of its role go, and a denial beyond. It remembers what
 * was asked. Thread safe.
 */
final class AwsDouble implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String TARGET = "X-Amz-Target";
    private static final String TYPE = "Content-Type";
    private static final List<String> REQUEST_HEADERS = List.of(TARGET, TYPE, "Authorization", "X-Amz-Date");
    private static final List<String> REPLY_HEADERS = List.of(TYPE, "x-amz-crc32");

    private final Rights rights;
    private final URI tables;
    private final URI secrets;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Set<Access> used = ConcurrentHashMap.newKeySet();
    private final Set<Access> denied = ConcurrentHashMap.newKeySet();
    private final HttpServer server;

    /** In front of these. */
    AwsDouble(Rights rights, URI tables, URI secrets) throws IOException {
        this.rights = rights;
        this.tables = tables;
        this.secrets = secrets;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    /** Where it listens. */
    URI uri() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    /** What was asked, and is not allowed. */
    Set<Access> denied() {
        return Set.copyOf(denied);
    }

    /** What is allowed, and was not asked. */
    List<Right> unused() {
        return rights.beyond(used);
    }

    @Override
    public void close() {
        server.stop(0);
        client.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            var request = request(exchange, body);
            var denial = denial(request);
            if (denial.isPresent()) {
                exchange.getResponseHeaders().set(TYPE, "application/x-amz-json-1.0");
                send(exchange, 400, denial.get().getBytes(UTF_8));
                return;
            }
            var reply = passOn(exchange, request.isForTables() ? tables : secrets, body);
            REPLY_HEADERS.forEach(name -> reply.headers()
                    .firstValue(name)
                    .ifPresent(value -> exchange.getResponseHeaders().set(name, value)));
            send(exchange, reply.statusCode(), reply.body());
        }
    }

    /** Other services have other protocols; there is no right to any of them. */
    private static AwsRequest request(HttpExchange exchange, byte[] body) throws IOException {
        var target = exchange.getRequestHeaders().getFirst(TARGET);
        return target == null
                ? AwsRequest.of("unknown." + exchange.getRequestURI(), MissingNode.getInstance())
                : AwsRequest.of(target, JSON.readTree(body));
    }

    private Optional<String> denial(AwsRequest request) {
        var needs = request.needs();
        var missing = needs.stream().filter(access -> !rights.allow(access)).findFirst();
        missing.ifPresentOrElse(denied::add, () -> used.addAll(needs));
        return missing.map(
                access -> """
                {"__type":"com.amazon.coral.service#AccessDeniedException","Message":"User: arn:aws:sts::%s:assumed-role/\
                function is not authorized to perform: %s on resource: %s because no identity-based policy allows the %s action"}\
                """.formatted(Stages.ACCOUNT, access.action(), access.resource(), access.action()));
    }

    private HttpResponse<byte[]> passOn(HttpExchange exchange, URI to, byte[] body) throws IOException {
        var request = HttpRequest.newBuilder(to.resolve("/")).POST(BodyPublishers.ofByteArray(body));
        for (var name : REQUEST_HEADERS) {
            var value = exchange.getRequestHeaders().getFirst(name);
            if (value != null) {
                request.header(name, value);
            }
        }
        try {
            return client.send(request.build(), BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
