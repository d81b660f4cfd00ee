package dev.tollgate.dynamodb;

import com.fasterxml.jackson.core.JacksonException;
import dev.tollgate.core.configuration.ApiKey;
import dev.tollgate.core.configuration.Configuration;
import dev.tollgate.core.configuration.ConfigurationCatalogue;
import dev.tollgate.core.configuration.ConfigurationObject;
import dev.tollgate.core.configuration.Page;
import dev.tollgate.core.configuration.PageRequest;
import dev.tollgate.core.configuration.Versioned;
import dev.tollgate.core.store.StoreException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** The configuration as DynamoDB items. Thread safe. */
public final class DynamoConfiguration implements Configuration, ConfigurationCatalogue {
    /** Before every id, since those start with a letter or a digit: a sort key must not be empty. */
    private static final String BEFORE_ALL = " ";

    private final DynamoDbClient client;
    private final String table;

    /** Reads and writes the table of one stage. */
    public DynamoConfiguration(DynamoDbClient client, String table) {
        this.client = client;
        this.table = table;
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
        return page(
                ConfigurationTable.partition(kind),
                request,
                item -> Optional.of(new ConfigurationItem<>(kind, item).entry()));
    }

    @Override
    public Page<ApiKey> keysOf(String subscription, PageRequest request) {
        return page(
                ConfigurationTable.keysOf(subscription),
                request,
                mark -> get(ApiKey.class, ConfigurationTable.id(mark), true)
                        .map(ConfigurationItem::entry)
                        .filter(key -> mayBeOf(subscription, key)));
    }

    /**
     * Writes an object, over the one of its kind and id where there is one.
     *
     * @throws StoreException if the store did not answer; sending it again is safe
     */
    public void put(ConfigurationObject object) {
        if (object instanceof ApiKey key) {
            var mark = PutItemRequest.builder()
                    .tableName(table)
                    .item(ConfigurationTable.mark(key))
                    .build();
            StoreFailures.guard(() -> client.putItem(mark));
        }
        var request = UpdateItemRequest.builder()
                .tableName(table)
                .key(ConfigurationTable.key(object.getClass(), object.id()))
                .updateExpression("SET #document = :document ADD #version :one")
                .expressionAttributeNames(
                        Map.of("#document", ConfigurationTable.DOCUMENT, "#version", ConfigurationTable.VERSION))
                .expressionAttributeValues(
                        Map.of(":document", AttributeValue.fromS(write(object)), ":one", AttributeValue.fromN("1")))
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

    /** One item more than is wanted says whether more follow. */
    private <T extends ConfigurationObject> Page<T> page(
            String partition,
            PageRequest request,
            Function<Map<String, AttributeValue>, Optional<Page.Entry<T>>> entryOf) {
        var items = query(partition, request.after(), request.limit() + 1);
        var isLast = items.size() <= request.limit();
        var wanted = isLast ? items : items.subList(0, request.limit());
        var entries =
                wanted.stream().flatMap(item -> entryOf.apply(item).stream()).toList();
        return new Page<>(entries, isLast ? "" : ConfigurationTable.id(wanted.getLast()));
    }

    /** DynamoDB may answer in several parts, of 1 MB each. */
    private List<Map<String, AttributeValue>> query(String partition, String after, int limit) {
        var request = QueryRequest.builder()
                .tableName(table)
                .consistentRead(true)
                .limit(limit)
                .keyConditionExpression("#partition = :partition AND #id > :after")
                .expressionAttributeNames(
                        Map.of("#partition", ConfigurationTable.PARTITION_KEY, "#id", ConfigurationTable.SORT_KEY))
                .expressionAttributeValues(Map.of(
                        ":partition", AttributeValue.fromS(partition),
                        ":after", AttributeValue.fromS(after.isEmpty() ? BEFORE_ALL : after)))
                .build();
        return StoreFailures.guard(() ->
                client.queryPaginator(request).items().stream().limit(limit).toList());
    }

    /** A key that was given to another subscription has left its mark; what cannot be read may be of either. */
    private static boolean mayBeOf(String subscription, Page.Entry<ApiKey> key) {
        return switch (key) {
            case Page.Found<ApiKey> found ->
                found.stored().object().subscription().equals(subscription);
            case Page.Unreadable<ApiKey> _ -> true;
        };
    }

    private static String write(ConfigurationObject object) {
        try {
            return ConfigurationJson.MAPPER.writeValueAsString(object);
        } catch (JacksonException e) {
            throw new IllegalStateException("every object of the configuration can be written", e);
        }
    }
}
