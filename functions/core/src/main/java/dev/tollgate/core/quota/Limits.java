package dev.tollgate.core.quota;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * All that one owner is limited to. Immutable.
 *
 * @param quotas one for each window length; may be empty
 * @param concurrentRequests how many calls may be in flight; 0: not limited
 * @param shards into how many counters each window is split at most; 0: as many as its limits suggest, see {@link Shards}. To
 *     change it, or what it is suggested by, lets up to the limit again be used until the window ends
 */
public record Limits(List<Quota> quotas, long concurrentRequests, int shards) {
    /** Nothing is limited. */
    public static final Limits NONE = new Limits(List.of(), 0, 0);

    /** @throws IllegalArgumentException if two quotas share a window length, or a figure is out of range */
    public Limits {
        quotas = List.copyOf(quotas);
        if (quotas.stream().map(quota -> quota.window().id()).distinct().count() < quotas.size()) {
            throw new IllegalArgumentException("two quotas have the same window length: put their limits into one");
        }
        if (quotas.stream().anyMatch(quota -> quota.window() instanceof InFlight)) {
            throw new IllegalArgumentException("calls in flight are limited by " + InFlight.FIELD_NAME);
        }
        if (concurrentRequests < 0) {
            throw new IllegalArgumentException(
                    "%s must not be negative: %d".formatted(InFlight.FIELD_NAME, concurrentRequests));
        }
        if (shards < 0 || shards > Shards.MOST) {
            throw new IllegalArgumentException("shards must be from 0 to %d, not %d".formatted(Shards.MOST, shards));
        }
    }

    /** Quotas, and nothing else. */
    public static Limits of(Quota... quotas) {
        return new Limits(List.of(quotas), 0, 0);
    }

    /** Whether nothing is limited. */
    public boolean isEmpty() {
        return quotas.isEmpty() && concurrentRequests == 0;
    }

    /** The quotas, that of the calls in flight among them: each is a counter. */
    public List<Quota> counted() {
        if (concurrentRequests == 0) {
            return quotas;
        }
        var inFlight = new Quota(new InFlight(), Map.of(Dimension.REQUEST_COUNT, concurrentRequests));
        return Stream.concat(Stream.of(inFlight), quotas.stream()).toList();
    }

    /** Into how many counters the windows of one quota are split. */
    public Shards shardsOf(Quota quota) {
        return shards == 0 ? Shards.suggestedFor(quota) : Shards.atMost(shards, quota);
    }

    /** The limits on any of these dimensions, in whatever window. */
    public LongStream on(Collection<Dimension> dimensions) {
        return quotas.stream()
                .flatMapToLong(
                        quota -> dimensions.stream().flatMapToLong(dimension -> quota.limit(dimension).stream()));
    }
}
