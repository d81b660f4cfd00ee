package dev.tollgate.dynamodb;

import dev.tollgate.core.configuration.ConfigurationObject;
import dev.tollgate.core.configuration.Page;
import dev.tollgate.core.configuration.PageRequest;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** Lists of objects, a part at a time. Thread safe. */
final class ConfigurationPages {
    /** Before every id, since those start with a letter or a digit: a sort key must not be empty. */
    private static final String BEFORE_ALL = " ";
    /** Behind every id. */
    private static final String BEHIND_ALL = "~";

    private final DynamoDbClient client;
    private final String table;
    private final BatchReads reads;

    ConfigurationPages(DynamoDbClient client, String table) {
        this.client = client;
        this.table = table;
        this.reads = new BatchReads(client, table);
    }

    /** Those of a kind. */
    <T extends ConfigurationObject> Page<T> objects(Class<T> kind, PageRequest request) {
        var part = part(ConfigurationTable.partition(kind), "", request);
        var entries = part.items().stream()
                .map(item -> new ConfigurationItem<>(kind, item).entry())
                .toList();
        return new Page<>(entries, part.next());
    }

    /** Those of a kind to which the links of a partition lead. A link whose object has gone in between is passed over. */
    <T extends ConfigurationObject> Page<T> linked(String partition, Class<T> kind, PageRequest request) {
        var part = part(partition, ConfigurationTable.linksFrom(kind), request);
        var keys = part.items().stream()
                .map(link -> ConfigurationTable.key(
                        kind, idBehind(ConfigurationTable.linksFrom(kind)).apply(link)))
                .toList();
        var entries = reads.inOrder(keys).stream()
                .map(item -> new ConfigurationItem<>(kind, item).entry())
                .toList();
        return new Page<>(entries, part.next());
    }

    /** @param next the id of the last item where more follow */
    private record Part(List<Map<String, AttributeValue>> items, String next) {}

    /** One item more than is wanted says whether more follow. */
    private Part part(String partition, String prefix, PageRequest request) {
        var items = query(partition, prefix, request.after(), request.limit() + 1);
        var isLast = items.size() <= request.limit();
        var wanted = isLast ? items : items.subList(0, request.limit());
        return new Part(wanted, isLast ? "" : idBehind(prefix).apply(wanted.getLast()));
    }

    private static Function<Map<String, AttributeValue>, String> idBehind(String prefix) {
        return item -> ConfigurationTable.id(item).substring(prefix.length());
    }

    /** DynamoDB may answer in several parts, of 1 MB each. */
    private List<Map<String, AttributeValue>> query(String partition, String prefix, String after, int limit) {
        var request = QueryRequest.builder()
                .tableName(table)
                .consistentRead(true)
                .limit(limit)
                .keyConditionExpression("#partition = :partition AND #id BETWEEN :after AND :end")
                .expressionAttributeNames(
                        Map.of("#partition", ConfigurationTable.PARTITION_KEY, "#id", ConfigurationTable.SORT_KEY))
                .expressionAttributeValues(Map.of(
                        ":partition", AttributeValue.fromS(partition),
                        ":after", AttributeValue.fromS(prefix + after + BEFORE_ALL),
                        ":end", AttributeValue.fromS(prefix + BEHIND_ALL)))
                .build();
        return StoreFailures.guard(() ->
                client.queryPaginator(request).items().stream().limit(limit).toList());
    }
}
