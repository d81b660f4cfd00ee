package dev.tollgate.dynamodb;

import dev.tollgate.core.counter.CounterState;
import dev.tollgate.core.counter.Lease;
import dev.tollgate.core.quota.Amounts;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.store.StoreException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads a counter's item. */
final class CounterItem {
    private CounterItem() {}

    /** @throws StoreException.Corrupt if the item is not one that this version understands */
    static CounterState read(Map<String, AttributeValue> item) {
        try {
            return new CounterState(
                    amounts(item, CounterTable::committed),
                    amounts(item, CounterTable::used),
                    number(item, CounterTable.ASSUMED),
                    leases(item));
        } catch (IllegalArgumentException e) {
            throw new StoreException.Corrupt(
                    "counter %s %s cannot be read"
                            .formatted(item.get(CounterTable.PARTITION_KEY), item.get(CounterTable.SORT_KEY)),
                    e);
        }
    }

    private static Amounts amounts(Map<String, AttributeValue> item, Function<Dimension, String> attribute) {
        return new Amounts(
                number(item, attribute.apply(Dimension.REQUEST_COUNT)),
                number(item, attribute.apply(Dimension.PROMPT_TOKEN_COUNT)),
                number(item, attribute.apply(Dimension.COMPLETION_TOKEN_COUNT)),
                number(item, attribute.apply(Dimension.TOTAL_TOKEN_COUNT)));
    }

    private static long number(Map<String, AttributeValue> item, String attribute) {
        var value = item.get(attribute);
        return value == null ? 0 : Long.parseLong(value.n());
    }

    private static List<Lease> leases(Map<String, AttributeValue> item) {
        return item.entrySet().stream()
                .filter(attribute -> CounterTable.isLease(attribute.getKey()))
                .flatMap(attribute ->
                        LeaseFormat.unpack(
                                CounterTable.leaseId(attribute.getKey()),
                                attribute.getValue().b())
                                .stream())
                .toList();
    }
}
