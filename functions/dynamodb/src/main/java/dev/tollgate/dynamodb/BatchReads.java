package dev.tollgate.dynamodb;

import dev.tollgate.core.store.StoreException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** Reads many items of a table at once, as they are now. Thread safe. */
final class BatchReads {
    /** What DynamoDB takes in one request. */
    private static final int MOST_KEYS = 100;
    /** How often it may leave out what is beyond its 16 MB, or its throughput, without leaving anything in. */
    private static final int MOST_EMPTY_ANSWERS = 3;

    private final DynamoDbClient client;
    private final String table;

    BatchReads(DynamoDbClient client, String table) {
        this.client = client;
        this.table = table;
    }

    /** The items that there are, in the order of the keys. */
    List<Map<String, AttributeValue>> inOrder(List<Map<String, AttributeValue>> keys) {
        var found = new HashMap<Map<String, AttributeValue>, Map<String, AttributeValue>>();
        for (var from = 0; from < keys.size(); from += MOST_KEYS) {
            read(keys.subList(from, Math.min(keys.size(), from + MOST_KEYS)), found);
        }
        return keys.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    private void read(
            List<Map<String, AttributeValue>> keys,
            Map<Map<String, AttributeValue>, Map<String, AttributeValue>> found) {
        var names = new HashSet<>(keys.getFirst().keySet());
        var missing = keys;
        var emptyAnswers = 0;
        while (!missing.isEmpty()) {
            var request = BatchGetItemRequest.builder()
                    .requestItems(Map.of(
                            table,
                            KeysAndAttributes.builder()
                                    .keys(missing)
                                    .consistentRead(true)
                                    .build()))
                    .build();
            var response = StoreFailures.guard(() -> client.batchGetItem(request));
            for (var item : response.responses().getOrDefault(table, List.of())) {
                var key = new HashMap<>(item);
                key.keySet().retainAll(names);
                found.put(key, item);
            }
            var left = response.unprocessedKeys().containsKey(table)
                    ? response.unprocessedKeys().get(table).keys()
                    : List.<Map<String, AttributeValue>>of();
            emptyAnswers = left.size() == missing.size() ? emptyAnswers + 1 : 0;
            if (emptyAnswers == MOST_EMPTY_ANSWERS) {
                throw new StoreException.Throttled("DynamoDB leaves %d items unread".formatted(left.size()));
            }
            missing = left;
        }
    }
}
