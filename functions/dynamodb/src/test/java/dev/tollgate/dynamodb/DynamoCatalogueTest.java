package dev.tollgate.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tollgate.core.configuration.ConfigurationCatalogue;
import dev.tollgate.core.configuration.ConfigurationObject;
import dev.tollgate.core.configuration.Page;
import dev.tollgate.core.configuration.PageRequest;
import dev.tollgate.core.configuration.Subscription;
import dev.tollgate.core.store.StoreException;
import dev.tollgate.testkit.CatalogueContract;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@ExtendWith(DynamoDbLocalServer.class)
class DynamoCatalogueTest extends CatalogueContract {
    private final String table = "configuration-" + UUID.randomUUID();
    private final DynamoDbClient client;
    private final DynamoConfiguration configuration;

    DynamoCatalogueTest(DynamoDbClient client) {
        this.client = client;
        Tables.createConfiguration(client, table);
        configuration = new DynamoConfiguration(client, table);
    }

    @Override
    protected ConfigurationCatalogue catalogue() {
        return configuration;
    }

    @Override
    protected void put(ConfigurationObject object) {
        configuration.put(object);
    }

    @Override
    protected void spoil(Class<? extends ConfigurationObject> kind, String id) {
        store(ConfigurationTable.key(kind, id), Map.of(ConfigurationTable.VERSION, AttributeValue.fromN("1")));
    }

    /** What fits into a page of ours need not fit into one of DynamoDB's, of 1 MB. */
    @Test
    void list_isWhole_whereDynamoDbAnswersInParts() {
        var large = "x".repeat(300_000);
        var ids = IntStream.range(0, 8).mapToObj(number -> "app-" + number).toList();
        ids.forEach(id -> put(new Subscription(id, large, "AIGold", Set.of())));

        var page = configuration.list(Subscription.class, PageRequest.first(7));

        assertThat(page.entries()).extracting("id").isEqualTo(ids.subList(0, 7));
        assertThat(page.next()).isEqualTo("app-6");
    }

    @Test
    void aPage_isOneQuery() {
        IntStream.range(0, 20).forEach(number -> put(new Subscription("app-" + number, "x", "AIGold", Set.of())));
        var requests = new Requests();
        var counted = new DynamoConfiguration(DynamoDbLocalServer.client(requests), table);

        counted.list(Subscription.class, PageRequest.first(5));

        assertThat(requests.others()).isEqualTo(1);
    }

    @Test
    void read_saysCorrupt_whereTheVersionIsMissing() {
        put(new Subscription("app", "Application", "AIGold", Set.of()));
        alter("app", Map.of(ConfigurationTable.VERSION, AttributeValue.fromS("1")));

        assertThatThrownBy(() -> configuration.read(Subscription.class, "app"))
                .isInstanceOf(StoreException.Corrupt.class)
                .hasMessage("Subscription app has no version");
    }

    static List<AttributeValue> noDocuments() {
        return List.of(AttributeValue.fromS("null"), AttributeValue.fromN("1"), AttributeValue.fromS(""));
    }

    @ParameterizedTest
    @MethodSource("noDocuments")
    void aDocumentThatIsNone_isCorrupt_forWhoeverReadsIt(AttributeValue document) {
        put(new Subscription("app", "Application", "AIGold", Set.of()));
        alter("app", Map.of(ConfigurationTable.DOCUMENT, document));

        assertThatThrownBy(() -> configuration.find(Subscription.class, "app"))
                .isInstanceOf(StoreException.Corrupt.class);
        assertThat(configuration.list(Subscription.class, PageRequest.first(1)).entries())
                .hasOnlyElementsOfType(Page.Unreadable.class);
    }

    @Test
    void read_saysCorrupt_whereTheIdIsAnothers() {
        put(new Subscription("app", "Application", "AIGold", Set.of()));
        alter("app", Map.of(ConfigurationTable.SORT_KEY, AttributeValue.fromS("copy")));

        assertThatThrownBy(() -> configuration.read(Subscription.class, "copy"))
                .isInstanceOf(StoreException.Corrupt.class)
                .hasMessage("Subscription copy is stored under another id: app");
    }

    private void alter(String id, Map<String, AttributeValue> changes) {
        var item = client.getItem(get -> get.tableName(table).key(ConfigurationTable.key(Subscription.class, id)));
        store(item.item(), changes);
    }

    private void store(Map<String, AttributeValue> item, Map<String, AttributeValue> changes) {
        var stored = new HashMap<>(item);
        stored.putAll(changes);
        client.putItem(put -> put.tableName(table).item(stored));
    }
}
