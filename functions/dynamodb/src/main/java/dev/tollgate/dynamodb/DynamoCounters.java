package dev.tollgate.dynamodb;

import dev.tollgate.core.counter.CounterKey;
import dev.tollgate.core.counter.CounterState;
import dev.tollgate.core.counter.Counters;
import dev.tollgate.core.counter.Lease;
import dev.tollgate.core.counter.ReserveOutcome;
import dev.tollgate.core.quota.Amounts;
import dev.tollgate.core.quota.Dimension;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
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
        var changes = changes(lease.reserved(), Amounts.NONE);
        var values = values(lease, changes);
        values.put(
                ":" + CounterTable.EXPIRES_AT,
                NumberValue.of(expiresAt(key, lease).getEpochSecond()));
        limits.forEach((dimension, limit) -> values.put(
                CounterTable.room(dimension),
                NumberValue.of(limit - lease.reserved().of(dimension))));
        var request = update(key, values)
                .updateExpression(CounterTable.reserve(changes.keySet()))
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

    /** That of the calls in flight, which has no end, is kept as long after its last call. */
    private static Instant expiresAt(CounterKey key, Lease lease) {
        return (key.window().isInFlight() ? lease.expiresAt() : key.window().end()).plus(HISTORY);
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
        var changes = changes(used, lease.reserved());
        if (assumed > 0) {
            changes.put(CounterTable.ASSUMED, assumed);
        }
        var request = update(key, values(lease, changes))
                .updateExpression(CounterTable.end(changes.keySet()))
                .conditionExpression(CounterTable.LEASE_IS_SET)
                .build();
        try {
            StoreFailures.guard(() -> client.updateItem(request));
            return true;
        } catch (ConditionalCheckFailedException _) {
            return false;
        }
    }

    private UpdateItemRequest.Builder update(CounterKey key, Map<String, AttributeValue> values) {
        return UpdateItemRequest.builder()
                .tableName(table)
                .key(CounterTable.key(key))
                .expressionAttributeValues(values);
    }

    /** By how much each figure changes that does, in the order of the dimensions. */
    private static Map<String, Long> changes(Amounts to, Amounts from) {
        var changes = new LinkedHashMap<String, Long>();
        for (var dimension : Dimension.values()) {
            var change = to.of(dimension) - from.of(dimension);
            if (change != 0) {
                changes.put(CounterTable.committed(dimension), change);
            }
        }
        return changes;
    }

    private static Map<String, AttributeValue> values(Lease lease, Map<String, Long> changes) {
        var values = new HashMap<String, AttributeValue>();
        var packed = LeaseFormat.pack(lease);
        values.put(CounterTable.LEASE_VALUE, AttributeValue.fromB(packed));
        values.put(CounterTable.LEASES_VALUE, AttributeValue.fromBs(List.of(packed)));
        changes.forEach((attribute, change) -> values.put(":" + attribute, NumberValue.of(change)));
        return values;
    }
}
