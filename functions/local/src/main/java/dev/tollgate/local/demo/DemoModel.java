package dev.tollgate.local.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tollgate.local.demo.anthropic.Anthropic;
import dev.tollgate.local.demo.bedrock.Bedrock;
import dev.tollgate.local.demo.gemini.Gemini;
import dev.tollgate.local.demo.openai.AzureOpenAi;
import dev.tollgate.local.demo.openai.OpenAi;
import dev.tollgate.local.demo.serving.Dialect;
import dev.tollgate.local.demo.serving.Ledger;
import dev.tollgate.local.demo.serving.Request;
import dev.tollgate.local.demo.serving.Responder;
import dev.tollgate.local.demo.serving.Served;
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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A provider for the laptop: on one loopback port it speaks OpenAI's API, Azure's form of it, and those of Anthropic,
 * Gemini and Bedrock. It says much the same to everyone, and counts its tokens truly. Any key is accepted, wherever an SDK
 * puts it. Thread safe.
 *
 * <p>Any model may be asked for; these names ask for a behaviour, in every dialect:
 *
 * <table>
 *   <caption>Models</caption>
 *   <tr><th>Model</th><th>What it does</th></tr>
 *   <tr><td>{@code demo-slow}</td><td>waits ten times as long between chunks</td></tr>
 *   <tr><td>{@code demo-cached}</td><td>reports half of the prompt as read from a cache</td></tr>
 *   <tr><td>{@code demo-thinking}</td><td>thinks before it speaks; thoughts are tokens too</td></tr>
 *   <tr><td>{@code demo-no-usage}</td><td>reports no usage, asked or not</td></tr>
 *   <tr><td>{@code demo-stall}</td><td>sends two tokens of a stream, or nothing of a whole reply, then nothing for ten
 *       minutes or until this is closed</td></tr>
 *   <tr><td>{@code demo-cut}</td><td>sends two tokens of a stream, or nothing of a whole reply, then closes the
 *       connection</td></tr>
 *   <tr><td>{@code demo-error-NNN}</td><td>fails with the status NNN from 400 to 599; 429 says {@code retry-after:
 *       7}</td></tr>
 *   <tr><td>any other</td><td>answers in about forty tokens, or in fewer if the request says so</td></tr>
 * </table>
 *
 * <p>A token is up to four characters of a word, with the white space before them. A chat has the tokens of its texts and
 * three for each message: never more than its body has bytes.
 */
public final class DemoModel implements AutoCloseable {
    private static final Duration CHUNK_DELAY = Duration.ofMillis(20);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Ledger ledger = new Ledger();
    private final List<Dialect> dialects;
    private final Responder responder;
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
        var clock = InstantSource.system();
        dialects = dialects(clock.instant());
        responder = new Responder(chunkDelay, ledger, clock);
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
     * caller left, soon after. Calls that were refused or failed are not billed, nor is what only counts tokens or lists
     * models.
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

    /** OpenAI's is the last: it claims what the others leave. */
    private static List<Dialect> dialects(Instant started) {
        return List.of(
                new Bedrock(), new AzureOpenAi(started), new Anthropic(started), new Gemini(), new OpenAi(started));
    }

    private void handle(HttpExchange exchange) throws IOException {
        var request = Request.of(exchange);
        var dialect = dialects.stream()
                .filter(each -> each.claims(request))
                .findFirst()
                .orElseThrow();
        try {
            responder.respond(exchange, dialect, request);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the demo model was closed");
        }
    }
}
