package dev.tollgate.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tollgate.core.configuration.ApiKey;
import dev.tollgate.core.configuration.Backend;
import dev.tollgate.core.configuration.ConfigurationObject;
import dev.tollgate.core.configuration.Policy;
import dev.tollgate.core.configuration.Subscription;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.Quota;
import dev.tollgate.core.quota.WindowLength;
import dev.tollgate.core.quota.WindowUnit;
import dev.tollgate.core.store.StoreException;
import java.net.URI;
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
        return Stream.of(
                Policy.of("AIGold", MINUTE),
                Policy.of("AIUnlimited", MINUTE).countingOnly(),
                new Backend(
                        "openai",
                        "openai",
                        URI.create("https://api.example.com"),
                        "openai",
                        List.of(MINUTE),
                        Set.of("gpt-5")),
                new Subscription("app", "Demo application", "AIGold", Set.of("openai", "demo")),
                new ApiKey("k1", "app", "0f".repeat(32)));
    }

    @ParameterizedTest
    @MethodSource("objects")
    void find_readsWhatPutWrote(ConfigurationObject object) {
        configuration.put(object);

        assertThat(configuration.find(object.getClass(), object.id())).isEqualTo(Optional.of(object));
    }

    @Test
    void put_replaces_andCountsVersions() {
        configuration.put(new Subscription("twice", "first", "AIGold", Set.of()));
        configuration.put(new Subscription("twice", "second", "AIGold", Set.of()));

        assertThat(configuration.find(Subscription.class, "twice").map(Subscription::application))
                .contains("second");
        var item = client.getItem(get -> get.tableName(TABLE).key(ConfigurationTable.key(Subscription.class, "twice")));
        assertThat(item.item().get(ConfigurationTable.VERSION)).isEqualTo(AttributeValue.fromN("2"));
    }

    @Test
    void find_isEmpty_whereThereIsNone() {
        assertThat(configuration.find(Policy.class, "none")).isEmpty();
    }

    /** The stored form outlives a version of the code: a renamed component must not go unnoticed. */
    @Test
    void find_readsTheStoredForm() {
        store("Policy", "stored", """
                {"id":"stored","quotas":[{"window":{"unitTime":1,"timeUnit":"MINUTE"},
                 "limits":{"REQUEST_COUNT":500,"TOTAL_TOKEN_COUNT":50000}}],
                 "stopOnQuotaReach":true,"defaultCompletionTokens":4096}""");

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

    private void store(String kind, String id, String document) {
        client.putItem(put -> put.tableName(TABLE)
                .item(Map.of(
                        "pk", AttributeValue.fromS(kind),
                        "sk", AttributeValue.fromS(id),
                        "document", AttributeValue.fromS(document))));
    }
}
