package dev.tollgate.dynamodb;

import static java.util.stream.Collectors.joining;

import dev.tollgate.core.counter.CounterKey;
import dev.tollgate.core.counter.Owner;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.Window;
import dev.tollgate.core.quota.WindowRule;
import java.time.Instant;
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

    /** The ids of the corrections that an operator made: a set of texts. */
    static final String CORRECTIONS = "k";

    /** Stands for a lease. */
    static final String LEASE_VALUE = ":lease";

    /** Stands for the set of that lease alone. */
    static final String LEASES_VALUE = ":" + LEASES;

    private static final String LEASE_IS_ABSENT =
            "(attribute_not_exists(" + LEASES + ") OR NOT contains(" + LEASES + ", " + LEASE_VALUE + "))";

    /** The lease is there as it was set; whoever removes it ends the reservation. */
    static final String LEASE_IS_SET = "contains(" + LEASES + ", " + LEASE_VALUE + ")";

    /** Stands for a correction's id. */
    static final String CORRECTION_VALUE = ":correction";

    /** Stands for the set of that id alone. */
    static final String CORRECTIONS_VALUE = ":" + CORRECTIONS;

    /** Stands for a number of corrections. */
    static final String COUNT_VALUE = ":count";

    /** This very correction was not made yet, and fewer than may be. */
    static final String IS_NEW_CORRECTION = "attribute_not_exists(" + CORRECTIONS + ") OR (NOT contains(" + CORRECTIONS
            + ", " + CORRECTION_VALUE + ") AND size(" + CORRECTIONS + ") < " + COUNT_VALUE + ")";

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

    /** Gives back, and leaves the correction's id. */
    static String correct(Collection<String> changed) {
        return adding(Stream.concat(changed.stream(), Stream.of(CORRECTIONS))) + " SET " + EXPIRES_AT + " = :"
                + EXPIRES_AT;
    }

    /** Nobody has corrected since there were so many corrections: their number only grows. */
    static String corrected(int times) {
        return times == 0 ? "attribute_not_exists(" + CORRECTIONS + ")" : "size(" + CORRECTIONS + ") = " + COUNT_VALUE;
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
                PARTITION_KEY, AttributeValue.fromS(partition(key.owner(), key.shard())),
                SORT_KEY, AttributeValue.fromS(window(key.window())));
    }

    /** The key part of an item. */
    static Map<String, AttributeValue> keyOf(Map<String, AttributeValue> item) {
        return Map.of(PARTITION_KEY, item.get(PARTITION_KEY), SORT_KEY, item.get(SORT_KEY));
    }

    /** The partition key of one shard of all the owner's windows. */
    static String partition(Owner owner, int shard) {
        return owner(owner) + "#" + shard;
    }

    /** The sort key of a window of time. */
    static String sortKey(WindowRule rule, Instant start) {
        return rule.id() + "#" + start;
    }

    private static String owner(Owner owner) {
        return switch (owner) {
            case Owner.OfSubscription(var id) -> "S#" + id;
            case Owner.OfBackend(var id) -> "B#" + id;
            case Owner.OfResource(var id, var resource) -> "B#" + id + "#" + resource;
        };
    }

    private static String window(Window window) {
        return window.isInFlight() ? window.rule().id() : sortKey(window.rule(), window.start());
    }

    /** The attribute of a figure that is used or reserved, less what is credited: what limits are held against. */
    static String committed(Dimension dimension) {
        return switch (dimension) {
            case REQUEST_COUNT -> "r";
            case PROMPT_TOKEN_COUNT -> "p";
            case COMPLETION_TOKEN_COUNT -> "c";
            case TOTAL_TOKEN_COUNT -> "t";
            case COST -> "m";
        };
    }

    /** The attribute of what was used when the window was reset. */
    static String forgiven(Dimension dimension) {
        return "f" + committed(dimension);
    }

    /** The attribute of what was granted beyond the limit. */
    static String granted(Dimension dimension) {
        return "g" + committed(dimension);
    }

    /** The placeholder of the highest figure that still leaves room for the call. */
    static String room(Dimension dimension) {
        return ":room_" + committed(dimension);
    }

    private static String adding(Stream<String> changed) {
        return changed.map(name -> name + " :" + name).collect(joining(", ", "ADD ", ""));
    }
}
