package dev.tollgate.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tollgate.core.configuration.ApiKey;
import dev.tollgate.core.configuration.Backend;
import dev.tollgate.core.configuration.Policy;
import dev.tollgate.core.configuration.Subscription;
import dev.tollgate.core.configuration.Validity;
import dev.tollgate.core.counter.CounterKey;
import dev.tollgate.core.counter.CounterState;
import dev.tollgate.core.counter.Owner;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.Quota;
import dev.tollgate.core.quota.Window;
import dev.tollgate.core.quota.WindowLength;
import dev.tollgate.core.quota.WindowUnit;
import dev.tollgate.testkit.ScriptedProvider;
import dev.tollgate.testkit.lambda.Invocation;
import dev.tollgate.testkit.lambda.LambdaProcess;
import dev.tollgate.testkit.lambda.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sends every event of the folder {@code events} through the packaged function; the clock alone is another one. */
@Timeout(120)
class PackagedEventsIT {
    private static final Path EVENTS = Path.of("../../events");
    private static final String EXPECTED = ".expected.json";
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final WindowLength MINUTE = new WindowLength(1, WindowUnit.MINUTE);
    private static final byte[] PEPPER = new byte[32];
    private static final Validity ENDED = Validity.ALWAYS.endingBy(Instant.parse("2020-01-01T00:00:00Z"));

    private static volatile JsonNode script = JSON.nullNode();
    private static ScriptedProvider provider;
    private static ProxyZip zip;
    private static LambdaProcess process;

    @BeforeAll
    static void start() throws Exception {
        provider = new ScriptedProvider(_ -> List.of(ScriptedProvider.reply(
                script.path("status").asInt(500),
                script.path("contentType").asText(),
                script.path("body").asText())));
        zip = new ProxyZip(provider.uri(), PEPPER);
        Map.of(
                        "openai", "openai",
                        "other", "openai",
                        "azure", "azure-openai",
                        "anthropic", "anthropic",
                        "gemini", "gemini",
                        "bedrock", "bedrock")
                .forEach((id, dialect) -> zip.put(Backend.of(id, dialect, provider.uri(), Seeds.DEMO_BACKEND)));
        zip.put(
                Policy.of(
                        "AIGold",
                        new Quota(MINUTE, Map.of(Dimension.REQUEST_COUNT, 500L, Dimension.TOTAL_TOKEN_COUNT, 50_000L))),
                subscription("app"),
                key("events000key", "app"),
                key("expired00key", "app").with(ENDED),
                subscription("blocked").with(Subscription.Status.BLOCKED),
                key("blocked00key", "blocked"),
                subscription("lapsed").with(ENDED),
                key("lapsed000key", "lapsed"));
        script = JSON.readTree("{\"status\":200,\"contentType\":\"application/json\",\"body\":\"{}\"}");
        process = zip.start();
        zip.warmUp();
    }

    private static Subscription subscription(String id) {
        return new Subscription(
                id, "An application", "AIGold", Set.of("openai", "azure", "anthropic", "gemini", "bedrock"));
    }

    private static ApiKey key(String id, String subscription) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(PEPPER, "HmacSHA256"));
        var text = "tg-sandbox-" + id + "-" + "A".repeat(43);
        return new ApiKey(id, subscription, HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8))));
    }

    @AfterAll
    static void end() throws IOException {
        process.close();
        zip.close();
        provider.close();
    }

    static Stream<String> events() throws IOException {
        try (var files = Files.list(EVENTS)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(EXPECTED))
                    .map(name -> name.substring(0, name.length() - EXPECTED.length()))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("events")
    void everyEvent_hasItsReply(String name) throws Exception {
        var event = Files.readAllBytes(EVENTS.resolve(name + ".json"));
        var expected = JSON.readTree(Files.readAllBytes(EVENTS.resolve(name + EXPECTED)));
        forgetWhatIsBooked();
        script = expected.path("provider");
        var calls = provider.received().size();
        var before = MINUTE.windowAt(Instant.now());

        var call = zip.api.invoke(Invocation.of(event, Instant.now().plus(ProxyZip.PATIENCE)));
        var reply = (Reply.Streamed) call.await(ProxyZip.PATIENCE);

        var head = JSON.readTree(reply.prelude());
        assertThat(reply.failure()).isEmpty();
        assertThat(new String(reply.payload(), UTF_8))
                .isEqualTo(expected.at("/reply/body").asText());
        assertThat(head.path("statusCode")).isEqualTo(expected.at("/reply/statusCode"));
        expected.at("/reply/headers").properties().stream()
                .filter(header -> !isOfTheClock(header.getKey()))
                .forEach(header -> assertThat(head.path("headers").path(header.getKey()))
                        .as(header.getKey())
                        .isEqualTo(header.getValue()));
        assertThat(provider.received()).hasSize(calls + (script.isNull() ? 0 : 1));
        var counter = counter(before).or(() -> counter(MINUTE.windowAt(Instant.now())));
        var booked = expected.path("booked");
        assertThat(counter.isPresent()).isEqualTo(!booked.isNull());
        for (var dimension : Dimension.values()) {
            assertThat(counter.orElse(CounterState.EMPTY).used().of(dimension))
                    .as(dimension.fieldName())
                    .isEqualTo(booked.path(dimension.fieldName()).asLong());
        }
        assertThat(counter.orElse(CounterState.EMPTY).leases()).isEmpty();
    }

    private static boolean isOfTheClock(String header) {
        return header.contains("reset") || header.equals("retry-after");
    }

    private static Optional<CounterState> counter(Window window) {
        return zip.stage.counters().read(new CounterKey(new Owner.OfSubscription("app"), window));
    }

    private static void forgetWhatIsBooked() {
        var table = zip.stage.countersTable();
        var tables = zip.platform.tables();
        tables.scan(scan -> scan.tableName(table))
                .items()
                .forEach(item -> tables.deleteItem(
                        delete -> delete.tableName(table).key(Map.of("pk", item.get("pk"), "sk", item.get("sk")))));
    }
}
