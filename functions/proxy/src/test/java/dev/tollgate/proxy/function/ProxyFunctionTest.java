package dev.tollgate.proxy.function;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tollgate.core.Stage;
import dev.tollgate.core.configuration.Backend;
import dev.tollgate.core.configuration.KeyHasher;
import dev.tollgate.core.configuration.Policy;
import dev.tollgate.core.configuration.Subscription;
import dev.tollgate.core.counter.CounterKey;
import dev.tollgate.core.counter.CounterState;
import dev.tollgate.core.counter.Owner;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.Quota;
import dev.tollgate.core.quota.WindowLength;
import dev.tollgate.core.quota.WindowUnit;
import dev.tollgate.dynamodb.DynamoConfiguration;
import dev.tollgate.dynamodb.DynamoCounters;
import dev.tollgate.dynamodb.DynamoKeyUse;
import dev.tollgate.dynamodb.Tables;
import dev.tollgate.proxy.CallRecord;
import dev.tollgate.runtime.DetachedContext;
import dev.tollgate.runtime.ResponseStream;
import dev.tollgate.testkit.ScriptedProvider;
import dev.tollgate.testkit.ScriptedProvider.Received;
import dev.tollgate.testkit.ScriptedProvider.Step;
import dev.tollgate.testkit.SettableClock;
import dev.tollgate.testkit.secrets.SecretsManagerStub;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The function as it is deployed: from an event to what stands in DynamoDB, with its secrets from Secrets Manager. */
@Timeout(60)
class ProxyFunctionTest {
    private static final WindowLength DAY = new WindowLength(1, WindowUnit.DAY);
    private static final String PEPPER = "5a".repeat(32);
    private static final String PEPPER_NAME = "tollgate/sandbox/pepper";
    private static final String CREDENTIAL_NAME = "tollgate/sandbox/credentials/openai-key";
    private static final String WHOLE =
            "{\"choices\":[],\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":4,\"total_tokens\":14}}";

    private final SettableClock clock = new SettableClock("2026-11-20T10:00:30Z");
    private final List<CallRecord> calls = new CopyOnWriteArrayList<>();
    private final ScriptedProvider provider = new ScriptedProvider(ProxyFunctionTest::script);
    private final String configurationTable = "configuration-" + UUID.randomUUID();
    private final String countersTable = "counters-" + UUID.randomUUID();
    private final Map<String, String> environment = new HashMap<>(Map.of(
            "TOLLGATE_STAGE", "sandbox",
            "TOLLGATE_CONFIGURATION_TABLE", configurationTable,
            "TOLLGATE_COUNTERS_TABLE", countersTable,
            "TOLLGATE_SECRETS_PREFIX", "tollgate/sandbox/",
            "TOLLGATE_ALLOWED_NETWORKS", "127.0.0.0/8,::1/128",
            "TOLLGATE_PLAIN_HTTP", "true"));
    private final DynamoCounters counters = new DynamoCounters(TestClients.tables(), countersTable);
    private SecretsManagerStub secrets;
    private String key;

    /** Accepts every credential but the one that has been taken back. */
    private static List<Step> script(Received received) {
        if (received.headers().getOrDefault("authorization", "").contains("sk-taken-back")) {
            return List.of(ScriptedProvider.reply(401, "application/json", "{}"));
        }
        return received.body().contains("\"stream\":true")
                ? List.of(
                        ScriptedProvider.eventStream(),
                        new Step.Send("data: " + WHOLE + "\n\n"),
                        new Step.Send("data: [DONE]\n\n"))
                : List.of(ScriptedProvider.reply(200, "application/json", WHOLE));
    }

    @BeforeEach
    void start() throws IOException {
        secrets = new SecretsManagerStub();
        secrets.put(PEPPER_NAME, PEPPER);
        secrets.put(CREDENTIAL_NAME, "sk-provider");
        var tables = TestClients.tables();
        Tables.createConfiguration(tables, configurationTable);
        Tables.createCounters(tables, countersTable);
        var configuration = new DynamoConfiguration(tables, configurationTable);
        var issued = new KeyHasher(HexFormat.of().parseHex(PEPPER)).issue(Stage.SANDBOX, "app", new SecureRandom());
        key = issued.text().reveal();
        configuration.put(issued.stored());
        configuration.put(Policy.of("plan", new Quota(DAY, Map.of(Dimension.REQUEST_COUNT, 1_000L))));
        configuration.put(Backend.of("openai", "openai", provider.uri(), "openai-key"));
        configuration.put(new Subscription("app", "An application", "plan", Set.of("openai")));
    }

    @AfterEach
    void close() throws IOException {
        secrets.close();
        provider.close();
    }

    private ProxyFunction function() {
        return new ProxyFunction(FunctionEnvironment.of(environment), TestClients.of(secrets.uri()), calls::add, clock);
    }

    private String call(ProxyFunction function, boolean streamed) {
        var event = new ObjectMapper().createObjectNode();
        event.put("httpMethod", "POST").put("path", "/openai/v1/chat/completions");
        event.putObject("headers").put("authorization", "Bearer " + key).put("content-type", "application/json");
        event.putObject("pathParameters").put("backend", "openai").put("proxy", "v1/chat/completions");
        event.putObject("requestContext").put("requestId", "r").put("stage", "sandbox");
        event.put(
                "body",
                "{\"model\":\"gpt-5-mini\",\"max_completion_tokens\":20,\"stream\":%s,\"messages\":[]}"
                        .formatted(streamed));
        var out = new ByteArrayOutputStream();
        try {
            function.handleRequest(
                    new ByteArrayInputStream(event.toString().getBytes(UTF_8)),
                    new ResponseStream(out),
                    new DetachedContext("function-call-1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(UTF_8);
    }

    private Optional<CounterState> counter() {
        return counters.read(new CounterKey(new Owner.OfSubscription("app"), DAY.windowAt(clock.instant())));
    }

    private void assertBooked(int requests) {
        var counter = counter().orElseThrow();
        assertThat(counter.used().requestCount()).isEqualTo(requests);
        assertThat(counter.used().totalTokenCount()).isEqualTo(requests * 14L);
        assertThat(counter.committed()).isEqualTo(counter.used());
        assertThat(counter.leases()).isEmpty();
    }

    @Test
    void aCall_isAnswered_whole_andBooked() {
        assertThat(call(function(), false)).contains("\"statusCode\":200").endsWith("\0".repeat(8) + WHOLE);

        assertBooked(1);
        assertThat(provider.received().getFirst().headers()).containsEntry("authorization", "Bearer sk-provider");
        assertThat(calls).hasSize(1);
    }

    @Test
    void aCall_isAnswered_asAStream_andBooked() {
        assertThat(call(function(), true))
                .contains("\"statusCode\":200", "text/event-stream", "data: [DONE]")
                .contains("\0".repeat(8) + "data: ");

        assertBooked(1);
    }

    @Test
    void theDayOfAKeysUse_isWrittenBesideTheCounters() {
        call(function(), false);

        var id = key.split("-", -1)[2];
        assertThat(new DynamoKeyUse(TestClients.tables(), countersTable).lastUsed(List.of(id)))
                .isEqualTo(Map.of(id, LocalDate.parse("2026-11-20")));
    }

    private void assertNothingIsWritten() {
        assertThat(TestClients.tables()
                        .scan(scan -> scan.tableName(countersTable))
                        .items())
                .isEmpty();
    }

    /** So that the first call waits for nothing of it. */
    @Test
    void theConstructor_hasReadThePepper_andWrittenNothing() {
        var function = function();
        assertThat(secrets.asked(PEPPER_NAME)).isEqualTo(1);
        assertNothingIsWritten();

        call(function, false);
        assertThat(secrets.asked(PEPPER_NAME)).isEqualTo(1);
    }

    @Test
    void underSnapStart_nothingSecretIsThere_beforeItIsRestored() {
        environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
        var function = function();
        function.beforeCheckpoint();
        assertThat(secrets.asked(PEPPER_NAME)).isZero();
        assertThat(provider.received()).isEmpty();
        assertNothingIsWritten();

        function.afterRestore();
        assertThat(secrets.asked(PEPPER_NAME)).isEqualTo(1);
        assertThat(call(function, false)).contains("\"statusCode\":200");
    }

    private ProxyFunction restored() {
        environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
        var function = function();
        function.afterRestore();
        return function;
    }

    /** The first call finds what was read: what changes now it sees after 10 s. */
    @Test
    void afterTheRestore_planAndBackend_credentialAndConnection_areThere_andTheProviderWasSentNothing() {
        var function = restored();
        await().until(() -> secrets.asked(CREDENTIAL_NAME) == 1);
        await().until(() -> provider.openConnections() == 1);
        assertThat(provider.received()).isEmpty();
        assertNothingIsWritten();
        var configuration = new DynamoConfiguration(TestClients.tables(), configurationTable);
        configuration.put(Backend.of("openai", "gemini", URI.create("http://localhost:1"), "other-key"));
        configuration.put(Policy.of("plan", new Quota(DAY, Map.of(Dimension.TOTAL_TOKEN_COUNT, 1L))));

        assertThat(call(function, false)).contains("\"statusCode\":200");
        assertThat(secrets.asked(CREDENTIAL_NAME)).isEqualTo(1);
        assertThat(provider.received()).hasSize(1);
        clock.advance(Duration.ofSeconds(10));
        assertThat(call(function, false)).doesNotContain("\"statusCode\":200");
    }

    @Test
    void afterTheRestore_whatCouldNotBeRead_isAskedForByTheFirstCall() {
        secrets.remove(CREDENTIAL_NAME);
        var function = restored();
        secrets.put(CREDENTIAL_NAME, "sk-provider");

        assertThat(call(function, false)).contains("\"statusCode\":200");
    }

    @Test
    void theRestore_succeeds_whereNothingAnswers() throws IOException {
        provider.close();
        secrets.close();
        environment.put("TOLLGATE_CONFIGURATION_TABLE", "no-such-table");

        assertThatCode(this::restored).doesNotThrowAnyException();
    }

    /** It takes the connection, and says nothing. */
    @Test
    void theRestore_doesNotWaitForAProviderThatHangs() throws IOException {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var hangs = URI.create("https://localhost:" + silent.getLocalPort());
            new DynamoConfiguration(TestClients.tables(), configurationTable)
                    .put(Backend.of("hangs", "openai", hangs, "openai-key"));

            assertThat(call(restored(), false)).contains("\"statusCode\":200");
        }
    }

    @Test
    void underSnapStart_withoutHooks_theFirstCallConnects() {
        environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");

        assertThat(call(function(), false)).contains("\"statusCode\":200");
        assertThat(secrets.asked(PEPPER_NAME)).isEqualTo(1);
    }

    @Test
    void withoutAPepper_itStarts_andACallIsA503_thatBooksNothing() {
        secrets.remove(PEPPER_NAME);

        assertThat(call(function(), false)).contains("\"statusCode\":503").doesNotContain(PEPPER_NAME);

        assertThat(counter()).isEmpty();
        assertThat(calls.getFirst().toString())
                .contains("the secret '" + PEPPER_NAME + "' does not exist or is being deleted");
    }

    @Test
    void withoutACredential_aCallIsA503_thatBooksNothing() {
        secrets.remove(CREDENTIAL_NAME);

        assertThat(call(function(), false)).contains("\"statusCode\":503").doesNotContain(CREDENTIAL_NAME);

        assertThat(counter()).isEmpty();
        assertThat(provider.received()).isEmpty();
        assertThat(calls.getFirst().toString())
                .contains("the secret '" + CREDENTIAL_NAME + "' does not exist or is being deleted");
    }

    @Test
    void whileSecretsManagerIsDown_whatWasReadServesForAnHour() {
        var function = function();
        call(function, false);
        secrets.failWith(400, "ThrottlingException");

        clock.advance(Duration.ofMinutes(59));
        assertThat(call(function, false)).contains("\"statusCode\":200");

        clock.advance(Duration.ofMinutes(1));
        assertThat(call(function, false)).contains("\"statusCode\":503");
        assertBooked(2);
    }

    @Test
    void changingThePepper_voidsAllKeys_withinFiveMinutes() {
        var function = function();
        secrets.put(PEPPER_NAME, "a5".repeat(32));
        assertThat(call(function, false)).contains("\"statusCode\":200");

        clock.advance(Duration.ofMinutes(5));
        assertThat(call(function, false)).contains("\"statusCode\":401");
    }

    @Test
    void aStormOfRefusedCredentials_isOneRefresh_andEachCallIsBookedOnce() {
        secrets.put(CREDENTIAL_NAME, "sk-taken-back");
        var function = function();
        assertThat(call(function, false)).contains("\"statusCode\":502");
        clock.advance(Duration.ofSeconds(30));
        secrets.put(CREDENTIAL_NAME, "sk-provider");
        var asked = secrets.asked(CREDENTIAL_NAME);

        assertThat(callAtOnce(function, 100))
                .allSatisfy(reply -> assertThat(reply).contains("\"statusCode\":200"));

        assertThat(secrets.asked(CREDENTIAL_NAME) - asked).isEqualTo(1);
        assertBooked(100);
        assertThat(calls).hasSize(101);
    }

    @Test
    void aStormOfRefusedCredentials_thatAreStillTheSame_isOneRefreshToo_andNothingIsBooked() {
        secrets.put(CREDENTIAL_NAME, "sk-taken-back");
        var function = function();

        assertThat(callAtOnce(function, 100))
                .allSatisfy(reply -> assertThat(reply).contains("\"statusCode\":502"));

        assertThat(secrets.asked(CREDENTIAL_NAME)).isEqualTo(2);
        assertThat(provider.received()).hasSize(100);
        assertThat(counter().orElseThrow().committed().requestCount()).isZero();
    }

    private List<String> callAtOnce(ProxyFunction function, int times) {
        try (var executor = Executors.newFixedThreadPool(16)) {
            return IntStream.range(0, times)
                    .mapToObj(_ -> CompletableFuture.supplyAsync(() -> call(function, false), executor))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
        }
    }

    /** A local address is where the cloud's metadata and the runtime itself are. */
    @Test
    void withoutAnAllowance_aLocalProviderIsNotCalled() {
        environment.remove("TOLLGATE_ALLOWED_NETWORKS");
        assertThat(call(function(), false)).contains("\"statusCode\":502");

        environment.remove("TOLLGATE_PLAIN_HTTP");
        assertThat(call(function(), false)).contains("\"statusCode\":502", "not https");
        assertThat(provider.received()).isEmpty();
    }
}
