package dev.tollgate.core.report;

import dev.tollgate.core.counter.Owner;
import dev.tollgate.core.quota.Limits;
import dev.tollgate.core.quota.Shards;
import dev.tollgate.core.quota.WindowLength;
import java.time.Instant;
import java.util.Collection;

/**
 * Which windows of an owner are wanted: those that start between two moments. Immutable.
 *
 * @param owner whose
 * @param length of which kind
 * @param shards how many counters each window had at most: what others counted is not seen
 * @param from the first start that counts; the next page's is {@link UsagePage#next}
 * @param until the first that no longer does
 * @param most how many windows a page has, 1 to {@link #LARGEST_PAGE}
 */
public record HistoryQuery(Owner owner, WindowLength length, int shards, Instant from, Instant until, int most) {
    /** The most windows on a page. */
    public static final int LARGEST_PAGE = 1_000;

    /** @throws IllegalArgumentException if the shards or the page are out of range, or the end is before the beginning */
    public HistoryQuery {
        if (shards < 1 || shards > Shards.MOST) {
            throw new IllegalArgumentException("a window has 1 to %d shards, not %d".formatted(Shards.MOST, shards));
        }
        if (most < 1 || most > LARGEST_PAGE) {
            throw new IllegalArgumentException("a page has 1 to %d windows, not %d".formatted(LARGEST_PAGE, most));
        }
        if (until.isBefore(from)) {
            throw new IllegalArgumentException("the end is before the beginning: %s, %s".formatted(from, until));
        }
    }

    /**
     * Into how many counters windows of this kind were split at most. How many there are follows from the limits, so those of
     * another time may have had more than those of today. Where the limits of that time are not known,
     * {@link Shards#MOST} is always enough, and costs as many reads a page.
     *
     * @param held all limits that the owner was held to in that time
     */
    public static int shardsOf(WindowLength length, Collection<Limits> held) {
        return held.stream()
                .flatMapToInt(limits -> limits.quotas().stream()
                        .filter(quota -> quota.window().equals(length))
                        .mapToInt(quota -> limits.shardsOf(quota).count()))
                .max()
                .orElse(1);
    }

    HistoryQuery startingAt(Instant start) {
        return new HistoryQuery(owner, length, shards, start, until, most);
    }

    HistoryQuery withPagesOf(int windows) {
        return new HistoryQuery(owner, length, shards, from, until, windows);
    }
}
