package dev.tollgate.dynamodb;

import dev.tollgate.core.configuration.AuditEntry;
import dev.tollgate.core.configuration.Change;
import dev.tollgate.core.configuration.Committed;
import dev.tollgate.core.configuration.Configuration;
import dev.tollgate.core.configuration.ConfigurationObject;
import dev.tollgate.core.configuration.ConfigurationStore;
import dev.tollgate.core.configuration.Page;
import dev.tollgate.core.configuration.PageRequest;
import dev.tollgate.core.configuration.Receipt;
import dev.tollgate.core.configuration.Reference;
import dev.tollgate.core.configuration.Subscription;
import dev.tollgate.core.configuration.Versioned;
import dev.tollgate.core.store.StoreException;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** The configuration as DynamoDB items. Thread safe. */
public final class DynamoConfiguration implements Configuration, ConfigurationStore {
    private final DynamoDbClient client;
    private final String table;
    private final ConfigurationPages pages;
    private final ConfigurationCommit commit;

    /** Reads and writes the table of one stage. */
    public DynamoConfiguration(DynamoDbClient client, String table) {
        this.client = client;
        this.table = table;
        this.pages = new ConfigurationPages(client, table);
        this.commit = new ConfigurationCommit(client, table);
    }

    @Override
    public <T extends ConfigurationObject> Optional<T> find(Class<T> kind, String id) {
        return get(kind, id, false).map(ConfigurationItem::object);
    }

    @Override
    public <T extends ConfigurationObject> Optional<Versioned<T>> read(Class<T> kind, String id) {
        return get(kind, id, true).map(ConfigurationItem::versioned);
    }

    @Override
    public <T extends ConfigurationObject> Page<T> list(Class<T> kind, PageRequest request) {
        return pages.objects(kind, request);
    }

    @Override
    public <T extends ConfigurationObject> Page<T> naming(Reference named, Class<T> kind, PageRequest request) {
        return pages.linked(ConfigurationTable.linksTo(named), kind, request);
    }

    @Override
    public Page<Subscription> subscriptionsOf(String subscriber, PageRequest request) {
        return pages.linked(ConfigurationTable.linksToSubscriber(subscriber), Subscription.class, request);
    }

    @Override
    public <T extends ConfigurationObject> Committed<T> commit(
            Change<T> change, AuditEntry entry, Optional<Receipt> receipt) {
        return commit.carryOut(change, entry, receipt);
    }

    /**
     * Writes an object, over the one of its kind and id where there is one: for stand-ins and tests. It keeps no account of who
     * names what, and tells the audit log nothing.
     *
     * @throws StoreException if the store did not answer; sending it again is safe
     */
    public void put(ConfigurationObject object) {
        var request = UpdateItemRequest.builder()
                .tableName(table)
                .key(ConfigurationTable.key(Reference.to(object)))
                .updateExpression("SET #document = :document, #createdAt = :one ADD #version :one")
                .expressionAttributeNames(Map.of(
                        "#document", ConfigurationTable.DOCUMENT,
                        "#createdAt", ConfigurationTable.CREATED_AT,
                        "#version", ConfigurationTable.VERSION))
                .expressionAttributeValues(Map.of(
                        ":document", AttributeValue.fromS(ConfigurationJson.write(object)),
                        ":one", AttributeValue.fromN("1")))
                .build();
        StoreFailures.guard(() -> client.updateItem(request));
    }

    private <T extends ConfigurationObject> Optional<ConfigurationItem<T>> get(
            Class<T> kind, String id, boolean isConsistent) {
        var request = GetItemRequest.builder()
                .tableName(table)
                .key(ConfigurationTable.key(kind, id))
                .consistentRead(isConsistent)
                .build();
        var response = StoreFailures.guard(() -> client.getItem(request));
        return response.hasItem() ? Optional.of(new ConfigurationItem<>(kind, response.item())) : Optional.empty();
    }
}
