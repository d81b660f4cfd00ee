package dev.tollgate.dynamodb;

import dev.tollgate.core.counter.CounterHistory;
import dev.tollgate.core.counter.CounterKey;
import dev.tollgate.core.counter.CounterState;
import dev.tollgate.core.counter.Owner;
import dev.tollgate.core.quota.WindowLength;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * Reads counter items for reports: one by {@code GetItem}, many by {@code BatchGetItem}, a hundred a request, and those of a
 * time by {@code Query}. Thread safe.
 */
public final class DynamoHistory implements CounterHistory {
    private final DynamoDbClient client;
    private final String table;
    private final BatchReads reads;

    /** @param client configured by {@link DynamoClients} */
    public DynamoHistory(DynamoDbClient client, String table) {
        this.client = client;
        this.table = table;
        this.reads = new BatchReads(client, table);
    }

    @Override
    public Map<CounterKey, CounterState> read(Collection<CounterKey> keys) {
        var wanted = new HashMap<Map<String, AttributeValue>, CounterKey>();
        keys.forEach(key -> wanted.put(CounterTable.key(key), key));
        var states = new HashMap<CounterKey, CounterState>();
        items(List.copyOf(wanted.keySet())).forEach(item -> {
            var key = wanted.get(CounterTable.keyOf(item));
            if (key != null) {
                states.put(key, CounterItem.read(item));
            }
        });
        return states;
    }

    private List<Map<String, AttributeValue>> items(List<Map<String, AttributeValue>> keys) {
        return keys.size() == 1 ? item(keys.getFirst()) : reads.inOrder(keys);
    }

    private List<Map<String, AttributeValue>> item(Map<String, AttributeValue> key) {
        var request = GetItemRequest.builder()
                .tableName(table)
                .key(key)
                .consistentRead(true)
                .build();
        var response = StoreFailures.guard(() -> client.getItem(request));
        return response.hasItem() ? List.of(response.item()) : List.of();
    }

    @Override
    public SortedMap<Instant, CounterState> windows(
            Owner owner, WindowLength length, int shard, Instant from, Instant until, int most) {
        var states = new TreeMap<Instant, CounterState>();
        var range = WindowRange.of(owner, length, shard, from, until);
        if (range.isEmpty()) {
            return states;
        }
        var start = Map.<String, AttributeValue>of();
        do {
            var request = QueryRequest.builder()
                    .tableName(table)
                    .keyConditionExpression(WindowRange.CONDITION)
                    .expressionAttributeValues(range.values())
                    .limit(most - states.size())
                    .exclusiveStartKey(start.isEmpty() ? null : start)
                    .build();
            var response = StoreFailures.guard(() -> client.query(request));
            response.items().forEach(item -> states.put(WindowRange.startOf(item), CounterItem.read(item)));
            start = response.lastEvaluatedKey();
        } while (!start.isEmpty() && states.size() < most);
        return states;
    }
}
