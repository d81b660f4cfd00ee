package dev.tollgate.dynamodb;

import dev.tollgate.core.configuration.AuditEntry;
import dev.tollgate.core.configuration.AuditLog;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** How an entry of the audit log is stored. */
final class AuditItem {
    private AuditItem() {}

    /** The entry, and that it is about its object. */
    static List<Map<String, AttributeValue>> of(AuditEntry entry) {
        var item = new HashMap<>(ConfigurationTable.audit(entry.id()));
        item.put("at", NumberValue.of(entry.at().toEpochMilli()));
        put(item, "actor", entry.actor());
        put(item, "action", entry.action());
        put(item, "kind", entry.kind());
        put(item, "object", entry.object());
        put(item, "before", entry.before());
        put(item, "after", entry.after());
        put(item, "reason", entry.reason());
        put(item, "request", entry.request());
        var subject = new AuditLog.Subject(entry.kind(), entry.object());
        return List.of(item, ConfigurationTable.item(ConfigurationTable.auditOf(subject), entry.id()));
    }

    static AuditEntry read(Map<String, AttributeValue> item) {
        var at = item.getOrDefault("at", AttributeValue.fromN("0")).n();
        return new AuditEntry(
                ConfigurationTable.id(item),
                Instant.ofEpochMilli(Long.parseLong(at)),
                text(item, "actor"),
                text(item, "action"),
                text(item, "kind"),
                text(item, "object"),
                text(item, "before"),
                text(item, "after"),
                text(item, "reason"),
                text(item, "request"));
    }

    private static void put(Map<String, AttributeValue> item, String attribute, String text) {
        if (!text.isEmpty()) {
            item.put(attribute, AttributeValue.fromS(text));
        }
    }

    private static String text(Map<String, AttributeValue> item, String attribute) {
        return item.getOrDefault(attribute, AttributeValue.fromS("")).s();
    }
}
