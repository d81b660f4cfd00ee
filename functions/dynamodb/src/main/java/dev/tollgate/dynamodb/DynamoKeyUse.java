package dev.tollgate.dynamodb;

import dev.tollgate.core.configuration.KeyUse;
import dev.tollgate.core.store.StoreException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * The use of keys as DynamoDB items beside the counters: whoever answers calls may not write the configuration. {@code pk} is
 * {@code K#<key>}, {@code sk} is {@code used}, and {@code day} such as {@code 2026-11-20}: as text in the order of time.
 *
 * <p>An item has no {@code expiresAt}: it is asked for most where a key was not used for long. Thread safe.
 */
public final class DynamoKeyUse implements KeyUse {
    static final String DAY = "day";

    private static final String OWNER = "K#";
    private static final String USED = "used";

    /** {@code DAY} is a reserved word. */
    private static final Map<String, String> NAMES = Map.of("#day", DAY);

    private final DynamoDbClient client;
    private final String table;
    private final BatchReads reads;

    /** Of one stage, in its counter table. */
    public DynamoKeyUse(DynamoDbClient client, String table) {
        this.client = client;
        this.table = table;
        this.reads = new BatchReads(client, table);
    }

    @Override
    public void used(String key, LocalDate day) {
        var request = UpdateItemRequest.builder()
                .tableName(table)
                .key(itemKey(key))
                .updateExpression("SET #day = :day")
                .conditionExpression("attribute_not_exists(#day) OR #day < :day")
                .expressionAttributeNames(NAMES)
                .expressionAttributeValues(Map.of(":day", AttributeValue.fromS(day.toString())))
                .build();
        try {
            StoreFailures.guard(() -> client.updateItem(request));
        } catch (ConditionalCheckFailedException _) {
            // Another process has noted this day, or a later one.
        }
    }

    @Override
    public Map<String, LocalDate> lastUsed(Collection<String> keys) {
        var items = reads.inOrder(
                keys.stream().distinct().map(DynamoKeyUse::itemKey).toList());
        return items.stream().collect(Collectors.toUnmodifiableMap(DynamoKeyUse::key, DynamoKeyUse::day));
    }

    static Map<String, AttributeValue> itemKey(String key) {
        return Map.of(
                CounterTable.PARTITION_KEY, AttributeValue.fromS(OWNER + key),
                CounterTable.SORT_KEY, AttributeValue.fromS(USED));
    }

    private static String key(Map<String, AttributeValue> item) {
        return text(item, CounterTable.PARTITION_KEY).substring(OWNER.length());
    }

    private static LocalDate day(Map<String, AttributeValue> item) {
        try {
            return LocalDate.parse(text(item, DAY));
        } catch (DateTimeParseException e) {
            throw new StoreException.Corrupt("the last use of key %s cannot be read".formatted(key(item)), e);
        }
    }

    private static String text(Map<String, AttributeValue> item, String attribute) {
        var value = item.get(attribute);
        return value == null || value.s() == null ? "" : value.s();
    }
}
