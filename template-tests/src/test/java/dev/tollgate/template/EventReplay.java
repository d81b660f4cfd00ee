package dev.tollgate.template;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tollgate.core.configuration.ApiKey;
import dev.tollgate.core.configuration.Backend;
import dev.tollgate.core.configuration.ConfigurationObject;
import dev.tollgate.core.configuration.Policy;
import dev.tollgate.core.configuration.Subscription;
import dev.tollgate.core.configuration.Validity;
import dev.tollgate.core.counter.CounterKey;
import dev.tollgate.core.counter.CounterState;
import dev.tollgate.core.counter.Owner;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.Quota;
import dev.tollgate.core.quota.WindowLength;
import dev.tollgate.core.quota.WindowUnit;
import dev.tollgate.dynamodb.DynamoConfiguration;
import dev.tollgate.dynamodb.DynamoCounters;
import dev.tollgate.proxy.ReplyMode;
import dev.tollgate.proxy.function.ProxyFunction;
import dev.tollgate.proxy.function.SecretNames;
import dev.tollgate.proxy.function.Variable;
import dev.tollgate.testkit.ScriptedProvider;
import dev.tollgate.testkit.lambda.Reply;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The packaged proxy in the local sandbox, with all that the events of the folder {@code events} are about. To be closed. */
final class EventReplay implements AutoCloseable {
    private static final String STACK = "Gateway";
    private static final String CREDENTIAL = "provider-key";
    private static final WindowLength MINUTE = new WindowLength(1, WindowUnit.MINUTE);
    private static final Validity ENDED = Validity.ALWAYS.endingBy(Instant.parse("2020-01-01T00:00:00Z"));
    private static final Map<String, String> DIALECTS = Map.of(
            "openai", "openai",
            "other", "openai",
            "azure", "azure-openai",
            "anthropic", "anthropic",
            "gemini", "gemini",
            "bedrock", "bedrock");

    private final InstantSource clock = InstantSource.system();
    private final LocalSandbox sandbox;
    private final Map<String, String> variables;
    private final ScriptedProvider provider;
    private final AwsDouble aws;
    private final PackagedFunction function;
    private volatile JsonNode script = JsonMapper.builder().build().nullNode();

    /**
     * What came of an event.
     *
     * @param asked how often the provider was asked
     * @param counter what is booked
     */
    record Outcome(Reply reply, int asked, Optional<CounterState> counter) {}

    /**
     * In a stage that replies so.
     *
     * @param isRestored whether it starts from a snapshot, which takes some seconds of rehearsal more
     */
    EventReplay(ReplyMode mode, boolean isRestored) throws IOException, GeneralSecurityException {
        sandbox = new LocalSandbox(Map.of("sandbox.replyMode", mode.id()));
        variables = sandbox.variables(STACK, ProxyFunction.class);
        provider = new ScriptedProvider(_ -> List.of(ScriptedProvider.reply(
                script.path("status").asInt(500),
                script.path("contentType").asText(),
                script.path("body").asText())));
        sandbox.secrets().put(new SecretNames(variable(Variable.SECRETS_PREFIX)).credential(CREDENTIAL), "demo");
        DIALECTS.forEach((id, dialect) -> put(Backend.of(id, dialect, provider.uri(), CREDENTIAL)));
        put(Policy.of(
                "AIGold",
                new Quota(MINUTE, Map.of(Dimension.REQUEST_COUNT, 500L, Dimension.TOTAL_TOKEN_COUNT, 50_000L))));
        put(subscription("app"));
        put(key("events000key", "app"));
        put(key("expired00key", "app").with(ENDED));
        put(subscription("blocked").with(Subscription.Status.BLOCKED));
        put(key("blocked00key", "blocked"));
        put(subscription("lapsed").with(ENDED));
        put(key("lapsed000key", "lapsed"));
        aws = sandbox.aws(STACK, ProxyFunction.class);
        var environment = sandbox.variables(STACK, ProxyFunction.class, aws);
        function = isRestored
                ? PackagedFunction.restore("proxy", ProxyFunction.class, environment)
                : PackagedFunction.start("proxy", ProxyFunction.class, environment);
    }

    private String variable(Variable variable) {
        var value = variables.get(variable.id());
        if (value == null) {
            throw new IllegalStateException("the template does not set " + variable.id());
        }
        return value;
    }

    private void put(ConfigurationObject object) {
        new DynamoConfiguration(sandbox.tables(), variable(Variable.CONFIGURATION_TABLE)).put(object);
    }

    private static Subscription subscription(String id) {
        return new Subscription(
                id, "An application", "AIGold", Set.of("openai", "azure", "anthropic", "gemini", "bedrock"));
    }

    private static ApiKey key(String id, String subscription) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(LocalSandbox.pepper(), "HmacSHA256"));
        var text = "tg-sandbox-" + id + "-" + "A".repeat(43);
        return new ApiKey(id, subscription, HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8))));
    }

    /** Sends an event when nothing is booked, to a provider that answers this. */
    Outcome send(byte[] event, JsonNode answer) throws InterruptedException {
        forgetWhatIsBooked();
        script = answer;
        var calls = provider.received().size();
        var before = clock.instant();
        var reply = function.invoke(event);
        return new Outcome(
                reply, provider.received().size() - calls, counter(before).or(() -> counter(clock.instant())));
    }

    private Optional<CounterState> counter(Instant now) {
        return new DynamoCounters(sandbox.tables(), variable(Variable.COUNTERS_TABLE))
                .read(new CounterKey(new Owner.OfSubscription("app"), MINUTE.windowAt(now)));
    }

    private void forgetWhatIsBooked() {
        var table = variable(Variable.COUNTERS_TABLE);
        sandbox.tables()
                .scan(scan -> scan.tableName(table))
                .items()
                .forEach(item -> sandbox.tables()
                        .deleteItem(delete ->
                                delete.tableName(table).key(Map.of("pk", item.get("pk"), "sk", item.get("sk")))));
    }

    /** What it was denied so far. */
    Set<Access> denied() {
        return aws.denied();
    }

    /** What it could do and has not done so far. */
    List<Right> unused() {
        return aws.unused();
    }

    @Override
    public void close() throws IOException {
        function.close();
        aws.close();
        provider.close();
        sandbox.close();
    }
}
