package dev.tollgate.dynamodb;

import dev.tollgate.core.counter.CorrectionId;
import dev.tollgate.core.counter.CorrectionOutcome;
import dev.tollgate.core.counter.CounterCorrections;
import dev.tollgate.core.counter.CounterKey;
import dev.tollgate.core.counter.Credits;
import dev.tollgate.core.quota.Amounts;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.store.StoreException;
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
 * Corrects counter items while calls change them: each correction is one conditional {@code UpdateItem}, which also leaves
 * the correction's id in the item. Calls do not look at it; their limits are held against figures that the correction lowers.
 *
 * <p>Thread safe.
 */
public final class DynamoCorrections implements CounterCorrections {
    private final DynamoDbClient client;
    private final String table;

    /** @param client configured by {@link DynamoClients} */
    public DynamoCorrections(DynamoDbClient client, String table) {
        this.client = client;
        this.table = table;
    }

    /**
     * {@inheritDoc}
     *
     * <p>A read and a write. Between them calls may only use more, which is not forgiven then; that nobody else corrects is a
     * condition of the write.
     */
    @Override
    public CorrectionOutcome reset(CounterKey key, CorrectionId id) {
        checkHasAnEnd(key);
        var item = read(key);
        var outcome = known(item, id);
        while (outcome.isEmpty()) {
            var corrections = CounterItem.corrections(item).size();
            try {
                outcome = Optional.of(write(
                        key,
                        id,
                        forgivable(item),
                        CounterTable.corrected(corrections),
                        corrections == 0 ? Map.of() : Map.of(CounterTable.COUNT_VALUE, NumberValue.of(corrections))));
            } catch (ConditionalCheckFailedException e) {
                item = e.item();
                outcome = known(item, id);
            }
        }
        return outcome.get();
    }

    @Override
    public CorrectionOutcome topUp(CounterKey key, CorrectionId id, Amounts granted) {
        checkHasAnEnd(key);
        var compared = Map.of(
                CounterTable.CORRECTION_VALUE,
                AttributeValue.fromS(id.text()),
                CounterTable.COUNT_VALUE,
                NumberValue.of(MOST));
        try {
            return write(key, id, new Credits(Amounts.NONE, granted), CounterTable.IS_NEW_CORRECTION, compared);
        } catch (ConditionalCheckFailedException e) {
            return known(e.item(), id).orElseThrow();
        }
    }

    private static void checkHasAnEnd(CounterKey key) {
        if (key.window().isInFlight()) {
            throw new IllegalArgumentException("calls in flight are not corrected: they end");
        }
    }

    private Map<String, AttributeValue> read(CounterKey key) {
        var request = GetItemRequest.builder()
                .tableName(table)
                .key(CounterTable.key(key))
                .consistentRead(true)
                .build();
        return StoreFailures.guard(() -> client.getItem(request)).item();
    }

    /** The answer that needs no write, empty where the correction is new and there is room for it. */
    private static Optional<CorrectionOutcome> known(Map<String, AttributeValue> item, CorrectionId id) {
        var corrections = CounterItem.corrections(item);
        if (corrections.contains(id.text())) {
            return Optional.of(new CorrectionOutcome.Applied(CounterItem.read(item)));
        }
        return corrections.size() < MOST
                ? Optional.empty()
                : Optional.of(new CorrectionOutcome.TooMany(CounterItem.read(item)));
    }

    private static Credits forgivable(Map<String, AttributeValue> item) {
        if (!CounterItem.isUnderstood(item)) {
            throw new StoreException.Unavailable("calls of another version are in flight: what is used is not known");
        }
        var state = CounterItem.read(item);
        return new Credits(state.used().minus(state.credits().forgiven()), Amounts.NONE);
    }

    /**
     * Gives back and leaves the id.
     *
     * @param compared what the condition's names stand for
     * @throws ConditionalCheckFailedException with the item as it is, if the condition does not hold
     */
    private CorrectionOutcome write(
            CounterKey key, CorrectionId id, Credits credits, String condition, Map<String, AttributeValue> compared) {
        var changes = changes(credits);
        var values = new HashMap<>(compared);
        changes.forEach((attribute, change) -> values.put(":" + attribute, NumberValue.of(change)));
        values.put(CounterTable.CORRECTIONS_VALUE, AttributeValue.fromSs(List.of(id.text())));
        values.put(
                ":" + CounterTable.EXPIRES_AT,
                NumberValue.of(key.window().end().plus(DynamoCounters.HISTORY).getEpochSecond()));
        var request = UpdateItemRequest.builder()
                .tableName(table)
                .key(CounterTable.key(key))
                .updateExpression(CounterTable.correct(changes.keySet()))
                .conditionExpression(condition)
                .expressionAttributeValues(values)
                .returnValues(ReturnValue.ALL_NEW)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build();
        return new CorrectionOutcome.Applied(CounterItem.read(
                StoreFailures.guard(() -> client.updateItem(request)).attributes()));
    }

    /** The figure falls by what is credited, and what is credited is kept beside it. */
    private static Map<String, Long> changes(Credits credits) {
        var changes = new LinkedHashMap<String, Long>();
        for (var dimension : Dimension.values()) {
            put(changes, CounterTable.committed(dimension), -credits.of(dimension));
            put(changes, CounterTable.forgiven(dimension), credits.forgiven().of(dimension));
            put(changes, CounterTable.granted(dimension), credits.granted().of(dimension));
        }
        return changes;
    }

    private static void put(Map<String, Long> changes, String attribute, long change) {
        if (change != 0) {
            changes.put(attribute, change);
        }
    }
}
