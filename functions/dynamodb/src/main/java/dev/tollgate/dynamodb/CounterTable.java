package dev.tollgate.dynamodb;

import static java.util.stream.Collectors.joining;

import dev.tollgate.core.counter.CounterKey;
import dev.tollgate.core.counter.Owner;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.Window;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The counter table's contract: its keys, its attributes and the expressions that change an item.
 *
 * <p>One item is one counter. {@code pk} is {@code S#<subscription>#<shard>} or {@code B#<backend>[#<resource>]#<shard>},
 * {@code sk} is {@code <window length>#<window start, UTC>}, such as {@code 1min#2026-11-20T10:00:00Z}, or {@code live} for
 * the calls in flight. Names are short because every byte counts towards the 1 KB of a write unit.
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

    /** The leases of the calls in flight: a set of {@link LeaseFormat} binaries. */
    static final String LEASES = "l";

    /** Stands for a lease. */
    static final String LEASE_VALUE = ":lease";

    /** Stands for the set of that lease alone. */
    static final String LEASES_VALUE = ":" + LEASES;

    private static final String LEASE_IS_ABSENT =
            "(attribute_not_exists(" + LEASES + ") OR NOT contains(" + LEASES + ", " + LEASE_VALUE + "))";

    /** The lease is there as it was set; whoever removes it ends the reservation. */
    static final String LEASE_IS_SET = "contains(" + LEASES + ", " + LEASE_VALUE + ")";

    private CounterTable() {}

    /** Takes the lease's amounts, and sets it. What does not change is left out: each figure is work for the store. */
    static String reserve(Collection<String> changed) {
        return adding(Stream.concat(changed.stream(), Stream.of(LEASES))) + " SET " + EXPIRES_AT + " = :" + EXPIRES_AT;
    }

    /** Corrects what the lease had taken, and removes it. */
    static String end(Collection<String> changed) {
        var delete = "DELETE " + LEASES + " " + LEASES_VALUE;
        return changed.isEmpty() ? delete : adding(changed.stream()) + " " + delete;
    }

    /** The lease is not there yet, and no limited figure would exceed its limit. */
    static String fits(Collection<Dimension> limited) {
        return Stream.concat(
                        Stream.of(LEASE_IS_ABSENT), limited.stream().sorted().map(CounterTable::fits))
                .collect(joining(" AND "));
    }

    private static String fits(Dimension dimension) {
        var figure = committed(dimension);
        return "(attribute_not_exists(" + figure + ") OR " + figure + " <= " + room(dimension) + ")";
    }

    /** The item's key. */
    static Map<String, AttributeValue> key(CounterKey key) {
        return Map.of(
                PARTITION_KEY, AttributeValue.fromS(owner(key.owner()) + "#" + key.shard()),
                SORT_KEY, AttributeValue.fromS(window(key.window())));
    }

    private static String owner(Owner owner) {
        return switch (owner) {
            case Owner.OfSubscription(var id) -> "S#" + id;
            case Owner.OfBackend(var id) -> "B#" + id;
            case Owner.OfResource(var id, var resource) -> "B#" + id + "#" + resource;
        };
    }

    private static String window(Window window) {
        return window.isInFlight() ? window.rule().id() : window.rule().id() + "#" + window.start();
    }

    /** The attribute of a figure that is used or reserved: what limits are held against. */
    static String committed(Dimension dimension) {
        return switch (dimension) {
            case REQUEST_COUNT -> "r";
            case PROMPT_TOKEN_COUNT -> "p";
            case COMPLETION_TOKEN_COUNT -> "c";
            case TOTAL_TOKEN_COUNT -> "t";
            case COST -> "m";
        };
    }

    /** The placeholder of the highest figure that still leaves room for the call. */
    static String room(Dimension dimension) {
        return ":room_" + committed(dimension);
    }

    private static String adding(Stream<String> changed) {
        return changed.map(name -> name + " :" + name).collect(joining(", ", "ADD ", ""));
    }
}
