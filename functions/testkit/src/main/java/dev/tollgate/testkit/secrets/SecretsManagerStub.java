package dev.tollgate.testkit.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * AWS Secrets Manager as far as reading, writing and describing a secret goes, on a port of its own on this machine. It takes any
 * credentials, and texts without escapes. Thread safe.
 *
 * @see <a href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_Operations.html">the operations</a>
 */
public final class SecretsManagerStub implements AutoCloseable {
    private static final String SERVICE = "secretsmanager.";
    private static final Pattern NAME = Pattern.compile("\"(?:SecretId|Name)\"\\s*:\\s*\"([^\"\\\\]*)\"");
    private static final Pattern TEXT = Pattern.compile("\"SecretString\"\\s*:\\s*\"([^\"\\\\]*)\"");
    private static final Pattern SPECIAL = Pattern.compile("[\"\\\\\\x00-\\x1f]");

    private final Map<String, String> secrets = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile Optional<Reply> failure = Optional.empty();

    private record Reply(int status, String body) {
        static Reply error(int status, String type, String message) {
            return new Reply(status, "{\"__type\":\"%s\",\"Message\":\"%s\"}".formatted(type, message));
        }
    }

    /** Starts to listen. */
    public SecretsManagerStub() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    /** Where it listens. */
    public URI uri() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    /** Sets a secret, over the one of that name. */
    public void put(String name, String text) {
        secrets.put(name, text);
    }

    /** Removes a secret. */
    public void remove(String name) {
        secrets.remove(name);
    }

    /**
     * Answers everything with an error from now on.
     *
     * @param type such as {@code AccessDeniedException}
     */
    public void failWith(int status, String type) {
        failure = Optional.of(Reply.error(status, type, "as scripted"));
    }

    /** Answers as it should again. */
    public void recover() {
        failure = Optional.empty();
    }

    /** How often a secret was asked for, failures and repetitions included. */
    public long asked(String name) {
        return asked.stream().filter(name::equals).count();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var reply = reply(exchange);
            var body = reply.body().getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
            exchange.sendResponseHeaders(reply.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Reply reply(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        var operation = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
        var id = NAME.matcher(body);
        if (!operation.startsWith(SERVICE) || !id.find()) {
            return unknown(operation);
        }
        var name = id.group(1);
        asked.add(name);
        return failure.orElseGet(() -> reply(operation.substring(SERVICE.length()), name, body));
    }

    private Reply reply(String operation, String name, String body) {
        var text = Optional.ofNullable(secrets.get(name));
        return switch (operation) {
            case "GetSecretValue" -> text.map(known -> found(name, known)).orElseGet(SecretsManagerStub::notFound);
            case "DescribeSecret" -> text.map(_ -> named(name)).orElseGet(SecretsManagerStub::notFound);
            case "PutSecretValue" -> text.map(_ -> kept(name, body)).orElseGet(SecretsManagerStub::notFound);
            case "CreateSecret" ->
                text.map(_ -> Reply.error(400, "ResourceExistsException", "There is one of this name."))
                        .orElseGet(() -> kept(name, body));
            default -> unknown(operation);
        };
    }

    private Reply kept(String name, String body) {
        var text = TEXT.matcher(body);
        if (!text.find()) {
            return Reply.error(400, "InvalidRequestException", "this stand-in takes texts without escapes");
        }
        secrets.put(name, text.group(1));
        return named(name);
    }

    private static Reply unknown(String operation) {
        return Reply.error(400, "UnknownOperationException", "not known here: " + operation);
    }

    private static Reply notFound() {
        return Reply.error(400, "ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
    }

    private static Reply named(String name) {
        return new Reply(200, "{\"Name\":\"%s\"}".formatted(name));
    }

    private static Reply found(String name, String text) {
        return new Reply(200, "{\"Name\":\"%s\",\"SecretString\":\"%s\"}".formatted(name, escaped(text)));
    }

    private static String escaped(String text) {
        return SPECIAL.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        "\\u%04x".formatted((int) found.group().charAt(0))));
    }
}
