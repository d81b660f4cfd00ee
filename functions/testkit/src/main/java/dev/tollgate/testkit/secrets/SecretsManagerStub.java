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
 * AWS Secrets Manager as far as {@code GetSecretValue} goes, on a port of its own on this machine. It takes any credentials.
 * Thread safe.
 *
 * @see <a href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html">the operation</a>
 */
public final class SecretsManagerStub implements AutoCloseable {
    private static final String OPERATION = "secretsmanager.GetSecretValue";
    private static final Pattern SECRET_ID = Pattern.compile("\"SecretId\"\\s*:\\s*\"([^\"\\\\]*)\"");
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
        var id = SECRET_ID.matcher(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        if (!OPERATION.equals(exchange.getRequestHeaders().getFirst("X-Amz-Target")) || !id.find()) {
            return Reply.error(400, "UnknownOperationException", "only " + OPERATION + " is known here");
        }
        var name = id.group(1);
        asked.add(name);
        return failure.or(() -> Optional.ofNullable(secrets.get(name)).map(text -> found(name, text)))
                .orElseGet(() -> Reply.error(
                        400, "ResourceNotFoundException", "Secrets Manager can't find the specified secret."));
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
