package dev.tollgate.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tollgate.core.configuration.ApiKey;
import dev.tollgate.core.configuration.Backend;
import dev.tollgate.core.configuration.BackendLimits;
import dev.tollgate.core.configuration.BillingPlan;
import dev.tollgate.core.configuration.CallHandling;
import dev.tollgate.core.configuration.Charging;
import dev.tollgate.core.configuration.ConfigurationObject;
import dev.tollgate.core.configuration.ErrorFormat;
import dev.tollgate.core.configuration.Offer;
import dev.tollgate.core.configuration.Permissions;
import dev.tollgate.core.configuration.Policy;
import dev.tollgate.core.configuration.PriceTable;
import dev.tollgate.core.configuration.Subscription;
import dev.tollgate.core.configuration.Validity;
import dev.tollgate.core.quota.Accounting;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.Enforcement;
import dev.tollgate.core.quota.Limits;
import dev.tollgate.core.quota.OnStoreFailure;
import dev.tollgate.core.quota.Quota;
import dev.tollgate.core.quota.WindowLength;
import dev.tollgate.core.quota.WindowUnit;
import dev.tollgate.core.store.StoreException;
import dev.tollgate.core.usage.OnMissingUsage;
import dev.tollgate.core.usage.Price;
import dev.tollgate.core.usage.TokenWeights;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@ExtendWith(DynamoDbLocalServer.class)
class DynamoConfigurationTest {
    private static final String TABLE = "configuration";
    private static final Quota MINUTE = new Quota(
            new WindowLength(1, WindowUnit.MINUTE),
            Map.of(Dimension.REQUEST_COUNT, 500L, Dimension.TOTAL_TOKEN_COUNT, 50_000L));

    private final DynamoDbClient client;
    private final DynamoConfiguration configuration;

    DynamoConfigurationTest(DynamoDbClient client) {
        this.client = client;
        Tables.createConfiguration(client, TABLE);
        configuration = new DynamoConfiguration(client, TABLE);
    }

    static Stream<ConfigurationObject> objects() {
        var day = new WindowLength(1, WindowUnit.DAY, ZoneId.of("Europe/Berlin"));
        var limits = new Limits(List.of(MINUTE, new Quota(day, Map.of(Dimension.COST, 9L))), 20, 4);
        var priced = new Charging(new TokenWeights(100, 1_250, 2_000), "list-prices");
        var perResource = new BackendLimits.PerResource(
                Limits.NONE, Map.of("POST /v1/chat/completions", limits), limits, Map.of("gpt-5", Limits.of(MINUTE)));
        return Stream.of(
                Policy.of("AIGold", MINUTE),
                new Policy(
                        "AIEverything",
                        new Offer(
                                "Everything",
                                "For all that there is",
                                BillingPlan.COMMERCIAL,
                                Map.of("region", "eu"),
                                new Permissions(Permissions.Type.ALLOW, Set.of("gold"))),
                        limits,
                        new Enforcement(Accounting.COUNT_AFTER, Enforcement.OnQuotaReach.PASS, new OnStoreFailure(20)),
                        priced,
                        OnMissingUsage.CHARGE_ESTIMATE,
                        100),
                new PriceTable("list-prices", "USD", Map.of("gpt-5", Price.of(1_250_000, 10_000_000))),
                Backend.of("demo", "openai", URI.create("https://api.example.com"), "openai")
                        .with(new BackendLimits.ProviderWide(Limits.of(MINUTE)))
                        .withModels(Set.of("gpt-5")),
                new Backend(
                        "openai",
                        "openai",
                        URI.create("https://api.example.com"),
                        "openai",
                        Set.of("gpt-5"),
                        Map.of("fast", "gpt-5"),
                        CallHandling.DEFAULT.with(ErrorFormat.WSO2).withRetries(1),
                        perResource,
                        Enforcement.STRICT.with(OnStoreFailure.ALLOW),
                        priced),
                new Subscription("app", "Demo application", "AIGold", Set.of("openai", "demo")).withFallbacks("demo"),
                new Subscription("all", "All", "AIGold", Set.of())
                        .with(new Subscription.Subscriber("Acme Ltd", Set.of("gold")))
                        .with(Subscription.Status.BLOCKED)
                        .with(new Validity(
                                Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2027-01-01T00:00:00.5Z"))),
                new ApiKey("k1", "app", "0f".repeat(32)));
    }

    @ParameterizedTest
    @MethodSource("objects")
    void find_readsWhatPutWrote(ConfigurationObject object) {
        configuration.put(object);

        assertThat(configuration.find(object.getClass(), object.id())).isEqualTo(Optional.of(object));
    }

    @Test
    void find_isEmpty_whereThereIsNone() {
        assertThat(configuration.find(Policy.class, "none")).isEmpty();
    }

    /** The stored form outlives a version of the code: a renamed component must not go unnoticed. */
    @Test
    void find_readsTheStoredForm() {
        store("Policy", "stored", """
                {"id":"stored",
                 "offer":{"displayName":"","description":"","billingPlan":"FREE","customAttributes":{},
                  "permissions":{"type":"DENY","roles":[]}},
                 "limits":{
                  "quotas":[{
                   "window":{"unitTime":1,"timeUnit":"MINUTE","timeZone":"Z"},
                   "limits":{"REQUEST_COUNT":500,"TOTAL_TOKEN_COUNT":50000}}],
                  "concurrentRequests":0,"shards":0},
                 "enforcement":{"accounting":"RESERVE","onQuotaReach":"STOP","onStoreFailure":{"capacity":0}},
                 "charging":{"weights":{"cacheRead":1000,"cacheWrite":1000,"reasoning":1000},"prices":""},
                 "onMissingUsage":"CHARGE_RESERVATION","defaultCompletionTokens":4096}""");

        assertThat(configuration.find(Policy.class, "stored")).contains(Policy.of("stored", MINUTE));
    }

    /** Nor is what is not understood passed over: it might be a limit. */
    @ParameterizedTest
    @ValueSource(
            strings = {"", "{\"id\":\"broken\"}", "{\"id\":\"broken\",\"subscription\":\"s\",\"hash\":\"\",\"limit\":1}"
            })
    void find_saysCorrupt_whereTheStoredFormIsNotUnderstood(String document) {
        store("Policy", "broken", document);

        assertThatThrownBy(() -> configuration.find(Policy.class, "broken"))
                .isInstanceOf(StoreException.Corrupt.class)
                .hasMessage("Policy broken cannot be read");
    }

    /** A limit of 0 is none, so nothing may become 0 on the way. */
    @ParameterizedTest
    @ValueSource(strings = {"0.9", "\"\"", "\"500\"", "true", "1,\"shards\":1"})
    void find_saysCorrupt_whereAFigureIsNone(String shards) {
        store("Policy", "broken", """
                {"id":"broken",
                 "offer":{"displayName":"","description":"","billingPlan":"FREE","customAttributes":{},
                  "permissions":{"type":"DENY","roles":[]}},
                 "limits":{"quotas":[],"concurrentRequests":1,"shards":%s},
                 "enforcement":{"accounting":"RESERVE","onQuotaReach":"STOP","onStoreFailure":{"capacity":0}},
                 "charging":{"weights":{"cacheRead":1000,"cacheWrite":1000,"reasoning":1000},"prices":""},
                 "onMissingUsage":"CHARGE_RESERVATION","defaultCompletionTokens":4096}""".formatted(shards));

        assertThatThrownBy(() -> configuration.find(Policy.class, "broken")).isInstanceOf(StoreException.Corrupt.class);
    }

    private void store(String kind, String id, String document) {
        client.putItem(put -> put.tableName(TABLE)
                .item(Map.of(
                        "pk", AttributeValue.fromS(kind),
                        "sk", AttributeValue.fromS(id),
                        "document", AttributeValue.fromS(document))));
    }
}
