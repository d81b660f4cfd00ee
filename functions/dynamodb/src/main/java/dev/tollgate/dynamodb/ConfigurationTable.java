package dev.tollgate.dynamodb;

import dev.tollgate.core.configuration.ApiKey;
import dev.tollgate.core.configuration.ConfigurationObject;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The configuration table's contract. One item is one object: {@code pk} its kind, such as {@code Policy}, {@code sk} its id, so that a kind can
 * be listed in order of ids without an index.
 *
 * <p>A key has a second item without attributes, {@code pk} {@code ApiKey#<subscription>}, {@code sk} the key's id: by it the
 * keys of a subscription are found. It is written first, so that no key can be missed; one without its key means nothing.
 */
public final class ConfigurationTable {
    /** The partition key. */
    public static final String PARTITION_KEY = "pk";
    /** The sort key. */
    public static final String SORT_KEY = "sk";

    /** The object as JSON, its fields named as the record's components. */
    static final String DOCUMENT = "document";
    /** Starts at 1 and grows by 1 with every write. */
    static final String VERSION = "version";

    private ConfigurationTable() {}

    static Map<String, AttributeValue> key(Class<? extends ConfigurationObject> kind, String id) {
        return item(partition(kind), id);
    }

    /** The second item of a key. */
    static Map<String, AttributeValue> mark(ApiKey key) {
        return item(keysOf(key.subscription()), key.id());
    }

    /** The partition of all objects of a kind. */
    static String partition(Class<? extends ConfigurationObject> kind) {
        return kind.getSimpleName();
    }

    /** The partition of the second items of a subscription's keys. */
    static String keysOf(String subscription) {
        return partition(ApiKey.class) + "#" + subscription;
    }

    /** The id in an item's key. */
    static String id(Map<String, AttributeValue> item) {
        return Objects.requireNonNull(item.get(SORT_KEY), "every item has a sort key")
                .s();
    }

    private static Map<String, AttributeValue> item(String partition, String id) {
        return Map.of(PARTITION_KEY, AttributeValue.fromS(partition), SORT_KEY, AttributeValue.fromS(id));
    }
}
