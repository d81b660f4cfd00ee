package dev.tollgate.benchmarks.counters;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * The floor: the least that counts a call and never exceeds a limit, one conditional {@code ADD}. It knows no tokens, and
 * counts twice when a reply is lost.
 *
 * @param owner what the names of its owners begin with
 * @param room the highest count that leaves room for one more
 * @param updates how many, one after the other
 */
record RawUpdates(DynamoDbClient client, String owner, String room, int updates) implements Decider {
    /** One update, to compare what only reserves with. */
    static final Factory ONE = (store, prefix, limit) -> new RawUpdates(store.client(), prefix, room(limit), 1);

    /** Two, to compare what reserves and settles with. */
    static final Factory TWO = (store, prefix, limit) -> new RawUpdates(store.client(), prefix, room(2 * limit), 2);

    @Override
    public boolean decide(int number) {
        for (var i = 0; i < updates; i++) {
            if (!add(number)) {
                return false;
            }
        }
        return true;
    }

    private boolean add(int number) {
        try {
            client.updateItem(UpdateItemRequest.builder()
                    .tableName(Store.TABLE)
                    .key(Map.of(
                            "pk", AttributeValue.fromS(owner + number),
                            "sk", AttributeValue.fromS("1min#2026-11-20T10:00:00Z")))
                    .updateExpression("ADD n :one")
                    .conditionExpression("attribute_not_exists(n) OR n <= :room")
                    .expressionAttributeValues(
                            Map.of(":one", AttributeValue.fromN("1"), ":room", AttributeValue.fromN(room)))
                    .build());
            return true;
        } catch (ConditionalCheckFailedException _) {
            return false;
        }
    }

    private static String room(long limit) {
        return Long.toString(limit - 1);
    }
}
