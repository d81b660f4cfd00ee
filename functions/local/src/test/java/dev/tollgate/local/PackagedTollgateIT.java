package dev.tollgate.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.completions.CompletionUsage;
import dev.tollgate.core.Stage;
import dev.tollgate.core.configuration.Policy;
import dev.tollgate.core.configuration.Subscription;
import dev.tollgate.core.counter.CounterKey;
import dev.tollgate.core.counter.CounterState;
import dev.tollgate.core.counter.Owner;
import dev.tollgate.core.quota.Amounts;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.Quota;
import dev.tollgate.core.quota.WindowLength;
import dev.tollgate.core.quota.WindowUnit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program where {@code TOLLGATE_LOCAL=packaged}: HTTP front, event, Runtime API, zip, demo model, DynamoDB Local. */
@Timeout(120)
class PackagedTollgateIT {
    private static final WindowLength MONTH = new WindowLength(1, WindowUnit.MONTH);
    private static final ByteArrayOutputStream LOG = new ByteArrayOutputStream();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static LocalTollgate tollgate;

    @BeforeAll
    static void start() throws Exception {
        tollgate = new LocalTollgate(
                Settings.of(Map.of("TOLLGATE_LOCAL", "packaged", "TOLLGATE_PORT", "0")),
                new PrintStream(LOG, true, StandardCharsets.UTF_8));
        warmUp(Stage.PRODUCTION);
        warmUp(Stage.SANDBOX);
    }

    /** On a busy machine the first calls of a process may find the tables too slow for its time-outs. */
    private static void warmUp(Stage stage) throws IOException {
        var key = tollgate.demoKey(stage, Seeds.DEMO);
        await().atMost(Duration.ofSeconds(60)).until(() -> models(stage, key).statusCode() == 200);
    }

    @AfterAll
    static void close() throws IOException {
        HTTP.close();
        tollgate.close();
        assertThat(processes()).as("no process is left behind").isEmpty();
    }

    @Test
    void theOpenAiClient_streamsThrough_andIsBookedAsTheModelReportsIt() {
        var chunks = new ArrayList<ChatCompletionChunk>();
        var arrivals = new ArrayList<Duration>();
        var client = client(key("streams"));
        var answer = client.chat().completions().create(hello().build());
        // The first chunk that a process reads comes late: it loads its classes then.
        try (var first = client(key("streams-first")).chat().completions().createStreaming(hello().build())) {
            assertThat(first.stream()).isNotEmpty();
        }
        var started = Instant.now();
        try (var stream = client.chat()
                .completions()
                .createStreaming(hello().streamOptions(ChatCompletionStreamOptions.builder()
                                .includeUsage(true)
                                .build())
                        .build())) {
            stream.stream().forEach(chunk -> {
                arrivals.add(Duration.between(started, Instant.now()));
                chunks.add(chunk);
            });
        }

        assertThat(answer.choices().getFirst().message().content().orElseThrow())
                .startsWith("You said: \"Hello\"");
        assertThat(arrivals).hasSizeGreaterThan(20);
        assertThat(arrivals.getLast().minus(arrivals.getFirst()))
                .as("the model writes for 0.7 s, a chunk every 20 ms")
                .isGreaterThan(Duration.ofMillis(350));
        await().untilAsserted(() -> assertThat(counter(Stage.SANDBOX, "streams"))
                .isEqualTo(settled(
                        answer.usage().orElseThrow(), chunks.getLast().usage().orElseThrow())));
    }

    @Test
    void theStages_areSeparate() throws Exception {
        var key = key("stages");

        assertThat(models(Stage.SANDBOX, key).statusCode()).isEqualTo(200);
        var refused = models(Stage.PRODUCTION, key);

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.body()).contains("a key of the stage sandbox");
        assertThat(counter(Stage.SANDBOX, "stages").used().requestCount()).isEqualTo(1);
        assertThat(counter(Stage.PRODUCTION, "stages")).isEqualTo(CounterState.EMPTY);
    }

    @Test
    void aKilledProcess_cutsItsStream_andTheNextCallStartsAnother() throws Exception {
        var key = key("killed");
        assertThat(models(Stage.SANDBOX, key).statusCode()).isEqualTo(200);
        var stalled = HTTP.send(stalling(key), BodyHandlers.ofInputStream());
        var first = stalled.body().readNBytes(20);

        processes().forEach(ProcessHandle::destroyForcibly);

        assertThat(new String(first, StandardCharsets.UTF_8)).startsWith("data: {");
        assertThatThrownBy(() -> stalled.body().readAllBytes()).isInstanceOf(IOException.class);
        await().until(() -> processes().isEmpty());
        warmUp(Stage.SANDBOX);
        assertThat(models(Stage.SANDBOX, key).statusCode()).isEqualTo(200);
        assertThat(counter(Stage.SANDBOX, "killed").leases()).hasSize(1);
    }

    @Test
    void theAdminFunction_isOpenToWhoHasTheToken() throws Exception {
        tollgate.demoKey(Stage.SANDBOX, Seeds.DEMO);

        var keys = admin(
                "/subscriptions/%s/keys".formatted(Seeds.DEMO),
                tollgate.adminToken().reveal());

        assertThat(keys.statusCode()).as(keys.body()).isEqualTo(200);
        assertThat(keys.body())
                .contains(tollgate.demoKey(Stage.SANDBOX, Seeds.DEMO).split("-", -1)[2]);
        assertThat(admin("/policies", "0".repeat(64)).statusCode()).isEqualTo(401);
    }

    @Test
    void whatTheFunctionsWrite_isInTheLog() throws Exception {
        var reply = models(Stage.SANDBOX, key("logs"));

        var id = reply.headers().firstValue("x-request-id").orElseThrow();
        await().untilAsserted(
                        () -> assertThat(LOG.toString(StandardCharsets.UTF_8).lines())
                                .anyMatch(line -> line.contains(id) && line.contains("\"outcome\":\"Answered\"")));
    }

    @Test
    void dataInAFolder_servesBothWays(@TempDir Path folder) throws Exception {
        var inProcess = Map.of("TOLLGATE_PORT", "0", "TOLLGATE_DATA", folder.toString());
        var packaged = new HashMap<>(inProcess);
        packaged.put("TOLLGATE_LOCAL", "packaged");
        String key;
        try (var first = new LocalTollgate(Settings.of(inProcess), new PrintStream(LOG))) {
            key = first.demoKey(Stage.SANDBOX, Seeds.DEMO);
        }

        try (var second = new LocalTollgate(Settings.of(packaged), new PrintStream(LOG))) {
            var uri = URI.create(second.uri() + "/sandbox/demo/v1/models");
            var request = HttpRequest.newBuilder(uri).header("authorization", "Bearer " + key);
            await().atMost(Duration.ofSeconds(60))
                    .until(() ->
                            HTTP.send(request.build(), BodyHandlers.ofString()).statusCode() == 200);
        }
    }

    private static List<ProcessHandle> processes() {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().commandLine().orElse("").contains("dev.tollgate.runtime.Main"))
                .toList();
    }

    private static String key(String subscription) {
        var stage = tollgate.stage(Stage.SANDBOX);
        stage.put(Policy.of(subscription, new Quota(MONTH, Map.of(Dimension.TOTAL_TOKEN_COUNT, 1_000_000L))));
        stage.put(new Subscription(subscription, "A test", subscription, Set.of(Seeds.DEMO_BACKEND)));
        return stage.issueKey(subscription).reveal();
    }

    private static CounterState counter(Stage stage, String subscription) {
        var window = new CounterKey(new Owner.OfSubscription(subscription), MONTH.windowAt(Instant.now()));
        return tollgate.stage(stage).counters().read(window).orElse(CounterState.EMPTY);
    }

    private static CounterState settled(CompletionUsage one, CompletionUsage other) {
        var all = Running.settled(
                one.promptTokens() + other.promptTokens(), one.completionTokens() + other.completionTokens());
        var twice = all.used().plus(Amounts.ONE_REQUEST);
        return new CounterState(twice, twice, 0, List.of());
    }

    private static OpenAIClient client(String key) {
        return OpenAIOkHttpClient.builder()
                .baseUrl(tollgate.uri() + "/sandbox/demo/v1")
                .apiKey(key)
                .maxRetries(0)
                .build();
    }

    private static ChatCompletionCreateParams.Builder hello() {
        return ChatCompletionCreateParams.builder().model("demo").addUserMessage("Hello");
    }

    private static HttpResponse<String> models(Stage stage, String key) throws Exception {
        return get("/%s/demo/v1/models".formatted(stage.id()), key);
    }

    private static HttpResponse<String> admin(String path, String token) throws Exception {
        return get("/sandbox/admin" + path, token);
    }

    private static HttpResponse<String> get(String path, String secret) throws Exception {
        return HTTP.send(request(path, secret).build(), BodyHandlers.ofString());
    }

    private static HttpRequest stalling(String key) {
        return request("/sandbox/demo/v1/chat/completions", key)
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(ProxyZip.HELLO.formatted("demo-stall", true, "a")))
                .build();
    }

    private static HttpRequest.Builder request(String path, String secret) {
        return HttpRequest.newBuilder(URI.create(tollgate.uri() + path)).header("authorization", "Bearer " + secret);
    }
}
