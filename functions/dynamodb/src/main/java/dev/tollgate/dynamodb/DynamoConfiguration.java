package dev.tollgate.dynamodb;

import com.fasterxml.jackson.core.JacksonException;
import dev.tollgate.core.configuration.Configuration;
import dev.tollgate.core.configuration.ConfigurationObject;
import dev.tollgate.core.store.StoreException;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** The configuration as DynamoDB items. Thread safe. */
public final class DynamoConfiguration implements Configuration {
    private final DynamoDbClient client;
    private final String table;

    /** Reads and writes the table of one stage. */
    public DynamoConfiguration(DynamoDbClient client, String table) {
        this.client = client;
        this.table = table;
    }

    @Override
    public <T extends ConfigurationObject> Optional<T> find(Class<T> kind, String id) {
        var request = GetItemRequest.builder()
                .tableName(table)
                .key(ConfigurationTable.key(kind, id))
                .build();
        var response = StoreFailures.guard(() -> client.getItem(request));
        return response.hasItem() ? Optional.of(parse(kind, id, response.item())) : Optional.empty();
    }

    /**
     * Writes an object, over the one of its kind and id where there is one.
     *
     * @throws StoreException if the store did not answer; sending it again is safe
     */
    public void put(ConfigurationObject object) {
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

    private static String write(ConfigurationObject object) {
        try {
            return ConfigurationJson.MAPPER.writeValueAsString(object);
        } catch (JacksonException e) {
            throw new IllegalStateException("every object of the configuration can be written", e);
        }
    }

    private static <T extends ConfigurationObject> T parse(Class<T> kind, String id, Map<String, AttributeValue> item) {
        try {
            return ConfigurationJson.MAPPER.readValue(
                    item.getOrDefault(ConfigurationTable.DOCUMENT, AttributeValue.fromS(""))
                            .s(),
                    kind);
        } catch (JacksonException e) {
            throw new StoreException.Corrupt("%s %s cannot be read".formatted(kind.getSimpleName(), id), e);
        }
    }
}
