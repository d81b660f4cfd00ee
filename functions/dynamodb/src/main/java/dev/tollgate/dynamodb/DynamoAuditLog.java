package dev.tollgate.dynamodb;

import dev.tollgate.core.configuration.AuditEntry;
import dev.tollgate.core.configuration.AuditLog;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** The audit log as DynamoDB items, in the configuration's table. Thread safe. */
public final class DynamoAuditLog implements AuditLog {
    private final DynamoDbClient client;
    private final String table;
    private final BatchReads reads;

    /** The log of one stage. */
    public DynamoAuditLog(DynamoDbClient client, String table) {
        this.client = client;
        this.table = table;
        this.reads = new BatchReads(client, table);
    }

    @Override
    public void append(AuditEntry entry) {
        var puts = AuditItem.of(entry).stream()
                .map(item -> TransactWriteItem.builder()
                        .put(Put.builder().tableName(table).item(item).build())
                        .build())
                .toList();
        StoreFailures.guard(() -> client.transactWriteItems(request -> request.transactItems(puts)));
    }

    @Override
    public AuditPage entries(AuditQuery query) {
        var wanted = query.limit() + 1;
        var found = query.subject().isPresent() ? ofSubject(query, wanted) : ofMonths(query, wanted);
        var isLast = found.size() <= query.limit();
        var entries = (isLast ? found : found.subList(0, query.limit()))
                .stream().map(AuditItem::read).toList();
        return new AuditPage(entries, isLast ? "" : entries.getLast().id());
    }

    private List<Map<String, AttributeValue>> ofSubject(AuditQuery query, int limit) {
        var links = newestFirst(ConfigurationTable.auditOf(query.subject().orElseThrow()), query, limit);
        return reads.inOrder(links.stream()
                .map(link -> ConfigurationTable.audit(ConfigurationTable.id(link)))
                .toList());
    }

    private List<Map<String, AttributeValue>> ofMonths(AuditQuery query, int limit) {
        var found = new ArrayList<Map<String, AttributeValue>>();
        var first = YearMonth.from(query.from().atOffset(ZoneOffset.UTC));
        var month = YearMonth.from(query.until().atOffset(ZoneOffset.UTC));
        while (!month.isBefore(first) && found.size() < limit) {
            found.addAll(newestFirst(ConfigurationTable.auditOf(month), query, limit - found.size()));
            month = month.minusMonths(1);
        }
        return found;
    }

    /** The bounds are shorter than ids: an entry of the moment itself lies behind its boundary. */
    private List<Map<String, AttributeValue>> newestFirst(String partition, AuditQuery query, int limit) {
        var until = AuditEntry.boundary(query.until());
        var last = query.after().isEmpty() || query.after().compareTo(until) > 0 ? until : query.after();
        var first = AuditEntry.boundary(query.from());
        if (last.compareTo(first) < 0) {
            return List.of();
        }
        var request = QueryRequest.builder()
                .tableName(table)
                .consistentRead(true)
                .scanIndexForward(false)
                // The entry of the id itself is found too, and left out below.
                .limit(limit + 1)
                .keyConditionExpression("#partition = :partition AND #id BETWEEN :from AND :last")
                .expressionAttributeNames(
                        Map.of("#partition", ConfigurationTable.PARTITION_KEY, "#id", ConfigurationTable.SORT_KEY))
                .expressionAttributeValues(Map.of(
                        ":partition", AttributeValue.fromS(partition),
                        ":from", AttributeValue.fromS(first),
                        ":last", AttributeValue.fromS(last)))
                .build();
        return StoreFailures.guard(() -> client.queryPaginator(request).items().stream()
                .filter(item -> !ConfigurationTable.id(item).equals(query.after()))
                .limit(limit)
                .toList());
    }
}
