package dev.tollgate.benchmarks.counters;

import dev.tollgate.core.counter.LeaseId;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * What many would write first: the count, the lease and the owner's total are three items, changed in one transaction, which
 * is tried again when another one is in its way.
 *
 * @param owner what the names of its owners begin with
 * @param room the highest count that leaves room for one more
 */
record Transactions(DynamoDbClient client, String owner, String room) implements Decider {
    private static final AttributeValue ONE = AttributeValue.fromN("1");

    static Decider over(Store store, String prefix, long limit) {
        return new Transactions(store.client(), prefix, Long.toString(limit - 1));
    }

    @Override
    public boolean decide(int number) {
        var request = TransactWriteItemsRequest.builder()
                .transactItems(count(number), lease(number, LeaseId.next(ThreadLocalRandom.current())), total(number))
                .build();
        while (true) {
            try {
                client.transactWriteItems(request);
                return true;
            } catch (TransactionCanceledException e) {
                if (e.cancellationReasons().stream().noneMatch(reason -> "TransactionConflict".equals(reason.code()))) {
                    return false;
                }
            }
        }
    }

    private TransactWriteItem count(int number) {
        return TransactWriteItem.builder()
                .update(Update.builder()
                        .tableName(Store.TABLE)
                        .key(key(number, "1min#2026-11-20T10:00:00Z"))
                        .updateExpression("ADD n :one")
                        .conditionExpression("attribute_not_exists(n) OR n <= :room")
                        .expressionAttributeValues(Map.of(":one", ONE, ":room", AttributeValue.fromN(room)))
                        .build())
                .build();
    }

    private TransactWriteItem lease(int number, LeaseId id) {
        return TransactWriteItem.builder()
                .put(Put.builder()
                        .tableName(Store.TABLE)
                        .item(key(number, "lease#" + id.text()))
                        .conditionExpression("attribute_not_exists(pk)")
                        .build())
                .build();
    }

    private TransactWriteItem total(int number) {
        return TransactWriteItem.builder()
                .update(Update.builder()
                        .tableName(Store.TABLE)
                        .key(key(number, "total"))
                        .updateExpression("ADD n :one")
                        .expressionAttributeValues(Map.of(":one", ONE))
                        .build())
                .build();
    }

    private Map<String, AttributeValue> key(int number, String item) {
        return Map.of("pk", AttributeValue.fromS(owner + number), "sk", AttributeValue.fromS(item));
    }
}
