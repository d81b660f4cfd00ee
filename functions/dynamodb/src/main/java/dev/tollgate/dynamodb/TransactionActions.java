package dev.tollgate.dynamodb;

import dev.tollgate.core.configuration.AuditEntry;
import dev.tollgate.core.configuration.Change;
import dev.tollgate.core.configuration.ConfigurationObject;
import dev.tollgate.core.configuration.Receipt;
import dev.tollgate.core.configuration.Reference;
import dev.tollgate.core.configuration.Versioned;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * All that a change writes.
 *
 * @param table where
 */
record TransactionActions(String table) {
    private static final Duration RECEIPTS_ARE_KEPT = Duration.ofDays(1);
    private static final String REQUEST = "request";
    private static final String OBJECT = "object";
    private static final String IS_NEW = "attribute_not_exists(#pk)";
    private static final String IS_AS_READ = "#version = :version AND #createdAt = :createdAt";

    /** A part of a transaction. */
    record Action(Part part, TransactWriteItem item) {}

    /** What a part is about. */
    sealed interface Part {
        /** The object that changes. */
        record OfObject(Optional<Versioned<?>> before) implements Part {
            /** Whether an item is still what was read. */
            boolean isAsRead(Map<String, AttributeValue> item) {
                return before.isPresent()
                        && version(before.get()).equals(item.get(ConfigurationTable.VERSION))
                        && createdAt(before.get()).equals(item.get(ConfigurationTable.CREATED_AT));
            }
        }

        /** An object that it names. */
        record OfNamed(Reference named) implements Part {}

        /** The receipt. */
        record OfReceipt(String id) implements Part {}

        /** What nothing is expected of. */
        record Other() implements Part {}
    }

    /** What a change writes, in no order. */
    List<Action> of(Change<?> change, AuditEntry entry, Optional<Receipt> receipt) {
        var actions = new ArrayList<Action>();
        actions.add(object(change, entry));
        Optional<ConfigurationObject> before = change.before().map(Versioned::object);
        Optional<ConfigurationObject> after = change.after().map(object -> object);
        var namedBefore = before.map(ConfigurationObject::references).orElse(Set.of());
        var namedAfter = after.map(ConfigurationObject::references).orElse(Set.of());
        without(namedAfter, namedBefore).forEach(named -> actions.add(uses(named, 1)));
        without(namedBefore, namedAfter).forEach(named -> actions.add(uses(named, -1)));
        var linksBefore = before.map(ConfigurationTable::links).orElse(Set.of());
        var linksAfter = after.map(ConfigurationTable::links).orElse(Set.of());
        without(linksAfter, linksBefore).forEach(link -> actions.add(put(new Part.Other(), link)));
        without(linksBefore, linksAfter).forEach(link -> actions.add(delete(link)));
        AuditItem.of(entry).forEach(item -> actions.add(put(new Part.Other(), item)));
        receipt.ifPresent(wanted -> actions.add(receipt(wanted, entry)));
        return actions;
    }

    private Action object(Change<?> change, AuditEntry entry) {
        var part = new Part.OfObject(change.before().map(before -> before));
        var key = ConfigurationTable.key(change.object());
        if (change.before().isEmpty()) {
            return new Action(
                    part,
                    item(Put.builder()
                            .item(first(change.after().orElseThrow(), entry.at()))
                            .conditionExpression(IS_NEW)
                            .expressionAttributeNames(Map.of("#pk", ConfigurationTable.PARTITION_KEY))));
        }
        var before = change.before().get();
        var names = new HashMap<>(
                Map.of("#version", ConfigurationTable.VERSION, "#createdAt", ConfigurationTable.CREATED_AT));
        var values = new HashMap<>(Map.of(":version", version(before), ":createdAt", createdAt(before)));
        if (change.after().isEmpty()) {
            names.put("#uses", ConfigurationTable.USES);
            values.put(":none", NumberValue.of(0));
            return new Action(
                    part,
                    TransactWriteItem.builder()
                            .delete(Delete.builder()
                                    .tableName(table)
                                    .key(key)
                                    .conditionExpression(
                                            IS_AS_READ + " AND (attribute_not_exists(#uses) OR #uses = :none)")
                                    .expressionAttributeNames(names)
                                    .expressionAttributeValues(values)
                                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                                    .build())
                            .build());
        }
        names.put("#document", ConfigurationTable.DOCUMENT);
        values.put(
                ":document",
                AttributeValue.fromS(ConfigurationJson.write(change.after().get())));
        values.put(":next", NumberValue.of(before.version() + 1));
        return new Action(
                part,
                item(Update.builder()
                        .key(key)
                        .updateExpression("SET #document = :document, #version = :next")
                        .conditionExpression(IS_AS_READ)
                        .expressionAttributeNames(names)
                        .expressionAttributeValues(values)));
    }

    /** The item of an object that has just been made. */
    private static Map<String, AttributeValue> first(ConfigurationObject object, Instant at) {
        var item = new HashMap<>(ConfigurationTable.key(Reference.to(object)));
        item.put(ConfigurationTable.DOCUMENT, AttributeValue.fromS(ConfigurationJson.write(object)));
        item.put(ConfigurationTable.VERSION, NumberValue.of(1));
        item.put(ConfigurationTable.CREATED_AT, NumberValue.of(at.toEpochMilli()));
        return item;
    }

    /** Whoever names an object changes its count of users: so it cannot be deleted in between. */
    private Action uses(Reference named, int change) {
        return new Action(
                new Part.OfNamed(named),
                item(Update.builder()
                        .key(ConfigurationTable.key(named))
                        .updateExpression("ADD #uses :change")
                        .conditionExpression("attribute_exists(#pk)")
                        .expressionAttributeNames(
                                Map.of("#pk", ConfigurationTable.PARTITION_KEY, "#uses", ConfigurationTable.USES))
                        .expressionAttributeValues(Map.of(":change", NumberValue.of(change)))));
    }

    private Action receipt(Receipt receipt, AuditEntry entry) {
        var item = new HashMap<>(ConfigurationTable.receipt(receipt.id()));
        item.put(REQUEST, AttributeValue.fromS(receipt.request()));
        item.put(OBJECT, AttributeValue.fromS(receipt.object()));
        var expiresAt = entry.at().plus(RECEIPTS_ARE_KEPT).getEpochSecond();
        item.put(ConfigurationTable.EXPIRES_AT, NumberValue.of(expiresAt));
        return new Action(
                new Part.OfReceipt(receipt.id()),
                item(Put.builder()
                        .item(item)
                        .conditionExpression("attribute_not_exists(#pk) OR #expiresAt < :now")
                        .expressionAttributeNames(Map.of(
                                "#pk", ConfigurationTable.PARTITION_KEY, "#expiresAt", ConfigurationTable.EXPIRES_AT))
                        .expressionAttributeValues(
                                Map.of(":now", NumberValue.of(entry.at().getEpochSecond())))));
    }

    /** A receipt as it was found. */
    static Receipt receipt(String id, Map<String, AttributeValue> item) {
        var none = AttributeValue.fromS("");
        return new Receipt(
                id,
                item.getOrDefault(REQUEST, none).s(),
                item.getOrDefault(OBJECT, none).s());
    }

    private Action put(Part part, Map<String, AttributeValue> item) {
        return new Action(part, item(Put.builder().item(item)));
    }

    private Action delete(Map<String, AttributeValue> key) {
        var delete = Delete.builder().tableName(table).key(key).build();
        return new Action(
                new Part.Other(), TransactWriteItem.builder().delete(delete).build());
    }

    private TransactWriteItem item(Put.Builder put) {
        return TransactWriteItem.builder()
                .put(put.tableName(table)
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                        .build())
                .build();
    }

    private TransactWriteItem item(Update.Builder update) {
        return TransactWriteItem.builder()
                .update(update.tableName(table)
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                        .build())
                .build();
    }

    private static AttributeValue version(Versioned<?> stored) {
        return NumberValue.of(stored.version());
    }

    private static AttributeValue createdAt(Versioned<?> stored) {
        return NumberValue.of(stored.createdAt().toEpochMilli());
    }

    private static <T> Set<T> without(Set<T> all, Set<T> those) {
        var left = new HashSet<>(all);
        left.removeAll(those);
        return left;
    }
}
