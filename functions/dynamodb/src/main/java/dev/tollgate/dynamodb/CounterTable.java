package dev.tollgate.dynamodb;

import static java.util.stream.Collectors.joining;

import dev.tollgate.core.counter.CounterKey;
import dev.tollgate.core.counter.LeaseId;
import dev.tollgate.core.counter.Owner;
import dev.tollgate.core.quota.Dimension;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The counter table's contract: its keys, its attributes and the expressions that change an item.
 *
 * <p>One item is one counter. {@code pk} is {@code S#<subscription>#<shard>} or {@code B#<backend>#<shard>}, {@code sk} is
 * {@code <window length>#<window start, UTC>}, such as {@code 1min#2026-11-20T10:00:00Z}. Names are short because every
 * byte counts towards the 1 KB of a write unit; a lease's attribute is its id behind an {@code L}.
 */
public final class CounterTable {
    /** The partition key. */
    public static final String PARTITION_KEY = "pk";
    /** The sort key. */
    public static final String SORT_KEY = "sk";
    /** When DynamoDB may delete the item, in seconds since 1970. Garbage collection only: nothing is decided by it. */
    public static final String EXPIRES_AT = "expiresAt";

    /** How many calls were assumed because their lease expired. */
    static final String ASSUMED = "x";

    private static final String LEASE_PREFIX = "L";
    private static final String LEASE = "#lease";
    private static final String LEASE_VALUE = ":lease";

    /** Takes the lease's amounts and sets it. */
    static final String RESERVE = "ADD " + adding(CounterTable::committed) + " SET " + LEASE + " = " + LEASE_VALUE
            + ", " + EXPIRES_AT + " = :" + EXPIRES_AT;

    /** Corrects the committed figures, adds to the used ones and to those assumed, and removes the lease. */
    static final String END = "ADD " + adding(CounterTable::committed) + ", " + adding(CounterTable::used) + ", "
            + ASSUMED + " :" + ASSUMED + " REMOVE " + LEASE;

    /** The lease is there as it was set; whoever removes it ends the reservation. */
    static final String LEASE_IS_SET = LEASE + " = " + LEASE_VALUE;

    private CounterTable() {}

    /** The lease is not there yet, and no limited figure would exceed its limit. */
    static String fits(Collection<Dimension> limited) {
        return Stream.concat(
                        Stream.of("attribute_not_exists(" + LEASE + ")"),
                        limited.stream()
                                .sorted()
                                .map(dimension -> "(attribute_not_exists(%1$s) OR %1$s <= %2$s)"
                                        .formatted(committed(dimension), room(dimension))))
                .collect(joining(" AND "));
    }

    /** The item's key. */
    static Map<String, AttributeValue> key(CounterKey key) {
        var owner = switch (key.owner()) {
            case Owner.OfSubscription(var id) -> "S#" + id;
            case Owner.OfBackend(var id) -> "B#" + id;
        };
        var window = key.window().length().id() + "#" + key.window().start();
        return Map.of(PARTITION_KEY, AttributeValue.fromS(owner + "#0"), SORT_KEY, AttributeValue.fromS(window));
    }

    /** What {@code #lease} stands for. */
    static Map<String, String> leaseName(LeaseId id) {
        return Map.of(LEASE, LEASE_PREFIX + id.text());
    }

    /** The attribute of a figure that is used or reserved: what limits are held against. */
    static String committed(Dimension dimension) {
        return switch (dimension) {
            case REQUEST_COUNT -> "r";
            case PROMPT_TOKEN_COUNT -> "p";
            case COMPLETION_TOKEN_COUNT -> "c";
            case TOTAL_TOKEN_COUNT -> "t";
        };
    }

    /** The attribute of a figure that is used. */
    static String used(Dimension dimension) {
        return "u" + committed(dimension);
    }

    /** The placeholder of the highest figure that still leaves room for the call. */
    static String room(Dimension dimension) {
        return ":room_" + committed(dimension);
    }

    /** Whether an attribute is a lease. */
    static boolean isLease(String attribute) {
        return attribute.startsWith(LEASE_PREFIX);
    }

    /** The lease that an attribute is the mark of. */
    static LeaseId leaseId(String attribute) {
        return new LeaseId(attribute.substring(LEASE_PREFIX.length()));
    }

    private static String adding(Function<Dimension, String> attribute) {
        return Arrays.stream(Dimension.values())
                .map(attribute)
                .map(name -> name + " :" + name)
                .collect(joining(", "));
    }
}
