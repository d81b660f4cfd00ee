package dev.tollgate.dynamodb;

import dev.tollgate.core.configuration.AuditLog;
import dev.tollgate.core.configuration.ConfigurationObject;
import dev.tollgate.core.configuration.Reference;
import dev.tollgate.core.configuration.Subscription;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The configuration table's contract. What is in it, by {@code pk} and {@code sk}:
 *
 * <ul>
 *   <li>{@code <kind>}, {@code <id>}: an object, so that a kind can be listed in the order of ids without an index
 *   <li>{@code <kind>#<id>}, {@code <kind>#<id>}: a link. The object of the sort key names that of the partition; it is how
 *       the keys of a subscription are found, and who uses a policy
 *   <li>{@code Subscriber#<name>}, {@code Subscription#<id>}: a link likewise
 *   <li>{@code Audit#<year>-<month>}, {@code <entry>}: an entry of the audit log
 *   <li>{@code Audit#<kind>#<id>}, {@code <entry>}: that this entry is about this object
 *   <li>{@code Receipt}, {@code <id>}: that a request was carried out
 * </ul>
 *
 * What belongs together is written in one transaction.
 */
public final class ConfigurationTable {
    /** The partition key. */
    public static final String PARTITION_KEY = "pk";
    /** The sort key. */
    public static final String SORT_KEY = "sk";
    /** When DynamoDB may delete a receipt, in seconds since 1970. */
    public static final String EXPIRES_AT = "expiresAt";

    /** The object as JSON, its fields named as the record's components. */
    static final String DOCUMENT = "document";
    /** Starts at 1 and grows by 1 with every write. */
    static final String VERSION = "version";
    /** When the object was made, in milliseconds since 1970. */
    static final String CREATED_AT = "createdAt";
    /** How many objects name this one. */
    static final String USES = "uses";

    /** What the ids of entries begin with. */
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("uuuuMM", Locale.ROOT);

    private ConfigurationTable() {}

    /** An object's item. */
    static Map<String, AttributeValue> key(Class<? extends ConfigurationObject> kind, String id) {
        return item(partition(kind), id);
    }

    static Map<String, AttributeValue> key(Reference object) {
        return key(object.kind(), object.id());
    }

    /** The partition of all objects of a kind. */
    static String partition(Class<? extends ConfigurationObject> kind) {
        return kind.getSimpleName();
    }

    /** The partition of the links to an object. */
    static String linksTo(Reference named) {
        return partition(named.kind()) + "#" + named.id();
    }

    /** The partition of the links to a subscriber. */
    static String linksToSubscriber(String name) {
        return "Subscriber#" + name;
    }

    /** What the sort keys of links from objects of a kind begin with: the id follows. */
    static String linksFrom(Class<? extends ConfigurationObject> kind) {
        return partition(kind) + "#";
    }

    /** All links from an object to what it names. */
    static Set<Map<String, AttributeValue>> links(ConfigurationObject object) {
        var from = linksFrom(object.getClass()) + object.id();
        var links = object.references().stream().map(named -> item(linksTo(named), from));
        var toSubscriber = object instanceof Subscription subscription
                        && !subscription.subscriber().name().isEmpty()
                ? Stream.of(item(linksToSubscriber(subscription.subscriber().name()), from))
                : Stream.<Map<String, AttributeValue>>empty();
        return Stream.concat(links, toSubscriber).collect(Collectors.toUnmodifiableSet());
    }

    static Map<String, AttributeValue> receipt(String id) {
        return item("Receipt", id);
    }

    /** An entry's item, whose month is in its id. */
    static Map<String, AttributeValue> audit(String entryId) {
        return item(auditOf(YearMonth.parse(entryId.substring(0, 6), MONTH)), entryId);
    }

    /** The partition of a month's entries. */
    static String auditOf(YearMonth month) {
        return "Audit#" + month;
    }

    /** The partition of the entries about something. */
    static String auditOf(AuditLog.Subject subject) {
        return "Audit#" + subject.kind() + "#" + subject.object();
    }

    static Map<String, AttributeValue> item(String partition, String id) {
        return Map.of(PARTITION_KEY, AttributeValue.fromS(partition), SORT_KEY, AttributeValue.fromS(id));
    }

    /** The sort key of an item. */
    static String id(Map<String, AttributeValue> item) {
        return Objects.requireNonNull(item.get(SORT_KEY), "every item has a sort key")
                .s();
    }
}
