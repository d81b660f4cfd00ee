package dev.tollgate.dynamodb;

import dev.tollgate.core.counter.CounterState;
import dev.tollgate.core.counter.Lease;
import dev.tollgate.core.quota.Amounts;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.store.StoreException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads a counter's item. */
final class CounterItem {
    private CounterItem() {}

    /**
     * What an item says. What is used is not stored: it is what is committed less what the leases hold.
     *
     * @throws StoreException.Corrupt if the item is not one that this version understands
     */
    static CounterState read(Map<String, AttributeValue> item) {
        try {
            var committed = committed(item);
            var leases = leases(item);
            return new CounterState(
                    committed, used(item, committed, leases), number(item, CounterTable.ASSUMED), leases);
        } catch (IllegalArgumentException e) {
            throw new StoreException.Corrupt(
                    "counter %s %s cannot be read"
                            .formatted(item.get(CounterTable.PARTITION_KEY), item.get(CounterTable.SORT_KEY)),
                    e);
        }
    }

    private static Amounts committed(Map<String, AttributeValue> item) {
        return new Amounts(
                number(item, CounterTable.committed(Dimension.REQUEST_COUNT)),
                number(item, CounterTable.committed(Dimension.PROMPT_TOKEN_COUNT)),
                number(item, CounterTable.committed(Dimension.COMPLETION_TOKEN_COUNT)),
                number(item, CounterTable.committed(Dimension.TOTAL_TOKEN_COUNT)),
                number(item, CounterTable.committed(Dimension.COST)));
    }

    /** Nothing for certain, beside leases that another version of the code has written: they may hold all of it. */
    private static Amounts used(Map<String, AttributeValue> item, Amounts committed, List<Lease> understood) {
        return packed(item).size() > understood.size()
                ? Amounts.NONE
                : committed.minus(understood.stream().map(Lease::reserved).reduce(Amounts.NONE, Amounts::plus));
    }

    private static long number(Map<String, AttributeValue> item, String attribute) {
        var value = item.get(attribute);
        return value == null ? 0 : Long.parseLong(value.n());
    }

    private static List<Lease> leases(Map<String, AttributeValue> item) {
        return packed(item).stream()
                .map(LeaseFormat::unpack)
                .flatMap(Optional::stream)
                .toList();
    }

    private static List<SdkBytes> packed(Map<String, AttributeValue> item) {
        var leases = item.get(CounterTable.LEASES);
        return leases == null ? List.of() : leases.bs();
    }
}
