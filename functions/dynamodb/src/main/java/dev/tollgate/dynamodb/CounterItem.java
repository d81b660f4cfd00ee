package dev.tollgate.dynamodb;

import dev.tollgate.core.counter.CounterState;
import dev.tollgate.core.counter.Credits;
import dev.tollgate.core.counter.Lease;
import dev.tollgate.core.quota.Amounts;
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
            var credits = credits(item);
            var committed = committed(item, credits);
            var leases = leases(item);
            var used = used(item, committed, leases, credits);
            return new CounterState(committed, used, number(item, CounterTable.ASSUMED), leases, credits);
        } catch (IllegalArgumentException e) {
            throw new StoreException.Corrupt(
                    "counter %s %s cannot be read"
                            .formatted(item.get(CounterTable.PARTITION_KEY), item.get(CounterTable.SORT_KEY)),
                    e);
        }
    }

    /** Whether all calls in flight are in a form that this version reads, so that what is used is known. */
    static boolean isUnderstood(Map<String, AttributeValue> item) {
        return packed(item).size() == leases(item).size();
    }

    /** The ids of the corrections that were made. */
    static List<String> corrections(Map<String, AttributeValue> item) {
        var corrections = item.get(CounterTable.CORRECTIONS);
        return corrections == null ? List.of() : corrections.ss();
    }

    /** The figures are what limits are held against: less than is committed by what was credited. */
    private static Amounts committed(Map<String, AttributeValue> item, Credits credits) {
        return Amounts.of(dimension -> number(item, CounterTable.committed(dimension)) + credits.of(dimension));
    }

    private static Credits credits(Map<String, AttributeValue> item) {
        return new Credits(
                Amounts.of(dimension -> number(item, CounterTable.forgiven(dimension))),
                Amounts.of(dimension -> number(item, CounterTable.granted(dimension))));
    }

    /** Beside leases that another version of the code has written, nothing but what was forgiven is certain. */
    private static Amounts used(
            Map<String, AttributeValue> item, Amounts committed, List<Lease> understood, Credits credits) {
        return packed(item).size() > understood.size()
                ? credits.forgiven()
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
