package dev.tollgate.dynamodb;

import dev.tollgate.core.counter.Owner;
import dev.tollgate.core.quota.WindowLength;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * One shard's items of the windows of one length that start between two moments. They lie side by side: windows start at whole
 * seconds, and from 1970 to 9999 such moments sort as their texts do.
 *
 * @param partition the partition key
 * @param first the first sort key that may be one of theirs
 * @param last the last one
 */
record WindowRange(String partition, String first, String last) {
    /** The condition of a query. */
    static final String CONDITION =
            CounterTable.PARTITION_KEY + " = :partition AND " + CounterTable.SORT_KEY + " BETWEEN :first AND :last";

    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    static WindowRange of(Owner owner, WindowLength length, int shard, Instant from, Instant until) {
        return new WindowRange(
                CounterTable.partition(owner, shard),
                CounterTable.sortKey(length, second(from)),
                CounterTable.sortKey(length, second(until).minusSeconds(1)));
    }

    /** Whether there can be none: a query whose bounds are the wrong way round is an error. */
    boolean isEmpty() {
        return first.compareTo(last) > 0;
    }

    /** What the condition's names stand for. */
    Map<String, AttributeValue> values() {
        return Map.of(
                ":partition", AttributeValue.fromS(partition),
                ":first", AttributeValue.fromS(first),
                ":last", AttributeValue.fromS(last));
    }

    /** When an item's window starts. */
    static Instant startOf(Map<String, AttributeValue> item) {
        var sortKey = Objects.requireNonNull(item.get(CounterTable.SORT_KEY)).s();
        return Instant.parse(sortKey.substring(sortKey.indexOf('#') + 1));
    }

    /** The first whole second from a moment on. */
    private static Instant second(Instant moment) {
        if (moment.isBefore(Instant.EPOCH)) {
            return Instant.EPOCH;
        }
        if (moment.isAfter(LAST)) {
            return LAST;
        }
        var second = moment.truncatedTo(ChronoUnit.SECONDS);
        return second.equals(moment) ? second : second.plusSeconds(1);
    }
}
