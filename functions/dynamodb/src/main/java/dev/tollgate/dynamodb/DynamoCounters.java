package dev.tollgate.dynamodb;

import dev.tollgate.core.counter.CounterKey;
import dev.tollgate.core.counter.CounterState;
import dev.tollgate.core.counter.Counters;
import dev.tollgate.core.counter.Lease;
import dev.tollgate.core.counter.ReserveOutcome;
import dev.tollgate.core.quota.Amounts;
import dev.tollgate.core.quota.Dimension;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * Counters as DynamoDB items, each changed by one conditional {@code UpdateItem}. The condition on the lease makes every
 * write safe to send twice: by the SDK after a lost reply, or by the network.
 *
 * <p>Thread safe.
 */
public final class DynamoCounters implements Counters {
    /** How long an item is kept as usage history after its window has ended. */
    public static final Duration HISTORY = Duration.ofDays(35);

    private final DynamoDbClient client;
    private final String table;

    /** @param client configured by {@link DynamoClients}: its attempts and time-outs are part of the algorithm */
    public DynamoCounters(DynamoDbClient client, String table) {
        this.client = client;
        this.table = table;
    }

    @Override
    public ReserveOutcome reserve(CounterKey key, Lease lease, Map<Dimension, Long> limits) {
        if (limits.entrySet().stream().anyMatch(limit -> lease.reserved().of(limit.getKey()) > limit.getValue())) {
            return refusedUnlessHeld(read(key).orElse(CounterState.EMPTY), lease);
        }
        var values = leaseValue(lease);
        limits.forEach((dimension, limit) -> values.put(
                CounterTable.room(dimension), number(limit - lease.reserved().of(dimension))));
        for (var dimension : Dimension.values()) {
            values.put(
                    ":" + CounterTable.committed(dimension),
                    number(lease.reserved().of(dimension)));
        }
        values.put(
                ":" + CounterTable.EXPIRES_AT,
                number(key.window().end().plus(HISTORY).getEpochSecond()));
        var request = update(key, lease, values)
                .updateExpression(CounterTable.RESERVE)
                .conditionExpression(CounterTable.fits(limits.keySet()))
                .returnValues(ReturnValue.ALL_NEW)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build();
        try {
            return new ReserveOutcome.Reserved(CounterItem.read(
                    StoreFailures.guard(() -> client.updateItem(request)).attributes()));
        } catch (ConditionalCheckFailedException e) {
            return refusedUnlessHeld(CounterItem.read(e.item()), lease);
        }
    }

    /** The lease may be there already: set by an earlier attempt, whose reply was lost. */
    private static ReserveOutcome refusedUnlessHeld(CounterState state, Lease lease) {
        return state.leases().contains(lease) ? new ReserveOutcome.Reserved(state) : new ReserveOutcome.Refused(state);
    }

    @Override
    public boolean settle(CounterKey key, Lease lease, Amounts used) {
        return end(key, lease, used, 0);
    }

    @Override
    public boolean release(CounterKey key, Lease lease) {
        return end(key, lease, Amounts.NONE, 0);
    }

    @Override
    public boolean expire(CounterKey key, Lease lease) {
        return end(key, lease, lease.reserved(), 1);
    }

    @Override
    public Optional<CounterState> read(CounterKey key) {
        var request = GetItemRequest.builder()
                .tableName(table)
                .key(CounterTable.key(key))
                .consistentRead(true)
                .build();
        var response = StoreFailures.guard(() -> client.getItem(request));
        return response.hasItem() ? Optional.of(CounterItem.read(response.item())) : Optional.empty();
    }

    private boolean end(CounterKey key, Lease lease, Amounts used, long assumed) {
        var values = leaseValue(lease);
        for (var dimension : Dimension.values()) {
            var correction = used.of(dimension) - lease.reserved().of(dimension);
            values.put(":" + CounterTable.committed(dimension), number(correction));
            values.put(":" + CounterTable.used(dimension), number(used.of(dimension)));
        }
        values.put(":" + CounterTable.ASSUMED, number(assumed));
        var request = update(key, lease, values)
                .updateExpression(CounterTable.END)
                .conditionExpression(CounterTable.LEASE_IS_SET)
                .build();
        try {
            StoreFailures.guard(() -> client.updateItem(request));
            return true;
        } catch (ConditionalCheckFailedException _) {
            return false;
        }
    }

    private UpdateItemRequest.Builder update(CounterKey key, Lease lease, Map<String, AttributeValue> values) {
        return UpdateItemRequest.builder()
                .tableName(table)
                .key(CounterTable.key(key))
                .expressionAttributeNames(CounterTable.leaseName(lease.id()))
                .expressionAttributeValues(values);
    }

    private static Map<String, AttributeValue> leaseValue(Lease lease) {
        var values = new HashMap<String, AttributeValue>();
        values.put(":lease", AttributeValue.fromB(LeaseFormat.pack(lease)));
        return values;
    }

    private static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }
}
