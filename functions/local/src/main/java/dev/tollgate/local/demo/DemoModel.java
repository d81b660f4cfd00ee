package dev.tollgate.local.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/**
 * A provider for the laptop: it speaks OpenAI's chat completions on a loopback port, says much the same to everyone, and
 * counts its tokens truly. Any bearer token is accepted. Thread safe.
 *
 * <p>Any model may be asked for; these names ask for a behaviour:
 *
 * <table>
 *   <caption>Models</caption>
 *   <tr><th>Model</th><th>What it does</th></tr>
 *   <tr><td>{@code demo-slow}</td><td>waits ten times as long between chunks</td></tr>
 *   <tr><td>{@code demo-no-usage}</td><td>reports no usage, asked or not</td></tr>
 *   <tr><td>{@code demo-stall}</td><td>sends three chunks of a stream, or nothing of a whole reply, then nothing for ten
 *       minutes or until this is closed</td></tr>
 *   <tr><td>{@code demo-cut}</td><td>sends three chunks of a stream, or nothing of a whole reply, then closes the
 *       connection</td></tr>
 *   <tr><td>{@code demo-error-NNN}</td><td>fails with the status NNN from 400 to 599; 429 says {@code retry-after:
 *       7}</td></tr>
 *   <tr><td>any other</td><td>answers in about forty tokens, or in fewer if the request says so</td></tr>
 * </table>
 *
 * <p>A token is up to four characters of a word, with the white space before them. A prompt has the tokens of its texts
 * and three for each message: never more than its body has bytes.
 */
public final class DemoModel implements AutoCloseable {
    private static final Duration CHUNK_DELAY = Duration.ofMillis(20);
    private static final String CHAT = "POST /v1/chat/completions";
    private static final String MODELS = "GET /v1/models";
    private static final Set<String> ROUTES = Set.of(CHAT, MODELS);
    private static final Pattern BEARER = Pattern.compile("Bearer +\\S+", Pattern.CASE_INSENSITIVE);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Ledger ledger = new Ledger();
    private final Instant started = InstantSource.system().instant();
    private final ChatEndpoint chat;
    private final HttpServer server;

    /**
     * Starts to listen, with 20 ms between chunks.
     *
     * @throws UncheckedIOException if there is no free port
     */
    public DemoModel() {
        this(CHUNK_DELAY);
    }

    /**
     * Starts to listen.
     *
     * @param chunkDelay how long to wait between two chunks of a stream, and before a whole reply
     * @throws UncheckedIOException if there is no free port
     */
    public DemoModel(Duration chunkDelay) {
        chat = new ChatEndpoint(chunkDelay, ledger, InstantSource.system());
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Where it listens, without {@code /v1}. */
    public URI baseUrl() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    /**
     * The last 10,000 calls as they would be billed, oldest first. A call is here before its reply ends; one that the
     * caller left, soon after. Calls that were refused or failed are not billed.
     */
    public List<Served> ledger() {
        return ledger.entries();
    }

    /** Stops listening and breaks off what is being answered. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        var route = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        if (!ROUTES.contains(route)) {
            JsonReply.error(404, "There is no such path here.", null, "unknown_url")
                    .send(exchange);
        } else if (!isAuthorized(exchange)) {
            JsonReply.error(401, "Send any API key as a bearer token.", null, "invalid_api_key")
                    .send(exchange);
        } else if (route.equals(CHAT)) {
            complete(exchange);
        } else {
            JsonReply.ok(models()).send(exchange);
        }
    }

    private void complete(HttpExchange exchange) throws IOException {
        try {
            chat.answer(exchange);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the demo model was closed");
        }
    }

    private static boolean isAuthorized(HttpExchange exchange) {
        return exchange.getRequestHeaders().getOrDefault("Authorization", List.of()).stream()
                .anyMatch(value -> BEARER.matcher(value).matches());
    }

    private ObjectNode models() {
        var list = JsonNodeFactory.instance.objectNode().put("object", "list");
        var data = list.putArray("data");
        for (var model : Behaviour.MODELS) {
            data.addObject()
                    .put("id", model)
                    .put("object", "model")
                    .put("created", started.getEpochSecond())
                    .put("owned_by", "tollgate");
        }
        return list;
    }
}
