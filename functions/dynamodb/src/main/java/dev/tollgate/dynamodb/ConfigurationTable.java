package dev.tollgate.dynamodb;

import dev.tollgate.core.configuration.ConfigurationObject;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The configuration table's contract. One item is one object: {@code pk} its kind, such as {@code Policy}, {@code sk} its id, so that a kind can
 * be listed in order of ids without an index.
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
        return Map.of(PARTITION_KEY, AttributeValue.fromS(kind.getSimpleName()), SORT_KEY, AttributeValue.fromS(id));
    }
}
