package dev.tollgate.core.quota;

import java.util.EnumMap;
import java.util.Map;

/**
 * Into how many counters a quota's windows are split, so that more calls can be counted than one DynamoDB item bears: 1,000
 * write units a second, and about 40 calls in flight in the 1 KB of a write unit. Each has its share of every limit, so that
 * together they never admit more than the whole. Immutable.
 *
 * <p>A call must fit into one share. So there are never so many that a large call takes more than an eighth of one; then no
 * more than an eighth of a limit is out of its reach, in shares that are each nearly full.
 *
 * @param count how many, 1 to {@link #MOST}
 */
public record Shards(int count) {
    /** The most shards there can be. */
    public static final int MOST = 64;

    private static final Shards ONE = new Shards(1);

    /** What a large call reserves: a prompt of 256 KB, of which each byte may be a token, and a unit of the currency. */
    private static final Amounts LARGE_CALL = new Amounts(1, 262_144, 32_768, 294_912, 1_000_000);

    private static final int LARGE_CALLS_IN_A_SHARE = 8;

    /** Half of what a partition takes, to leave room for peaks: a call writes twice. */
    private static final double CALLS_A_SECOND = 250;

    private static final double CALLS_IN_FLIGHT = 40;

    private static final long LONGEST_SPLIT_UNASKED = 3_600;

    /** @throws IllegalArgumentException if it is out of range */
    public Shards {
        if (count < 1 || count > MOST) {
            throw new IllegalArgumentException("a window has 1 to %d shards, not %d".formatted(MOST, count));
        }
    }

    /** As many as wanted, fewer where a large call would not fit well into a share. */
    static Shards atMost(int wanted, Quota quota) {
        var most = quota.limits().entrySet().stream()
                .mapToLong(limit -> limit.getValue() / (LARGE_CALLS_IN_A_SHARE * LARGE_CALL.of(limit.getKey())))
                .min()
                .orElse(1);
        return new Shards(Math.clamp(Math.min(wanted, most), 1, MOST));
    }

    /**
     * As many as a quota's own request limit may need in windows of up to an hour, or a limit on calls in flight; else one. A
     * longer window is never split unasked: whoever changes its limit would change its shards, and with them what is left.
     */
    static Shards suggestedFor(Quota quota) {
        var requests = (double) quota.limit(Dimension.REQUEST_COUNT).orElse(0);
        var wanted = switch (quota.window()) {
            case InFlight _ -> requests / CALLS_IN_FLIGHT;
            case WindowLength length
            when length.shortestSeconds() <= LONGEST_SPLIT_UNASKED ->
                requests / length.shortestSeconds() / CALLS_A_SECOND;
            case WindowLength _ -> 1;
        };
        return atMost((int) Math.ceil(Math.min(MOST, wanted)), quota);
    }

    /** The share of every limit that one shard holds; what does not divide goes to the first ones. */
    public Map<Dimension, Long> share(Quota quota, int shard) {
        if (equals(ONE)) {
            return quota.limits();
        }
        var share = new EnumMap<Dimension, Long>(Dimension.class);
        quota.limits().forEach((dimension, limit) -> share.put(dimension, share(limit, shard)));
        return share;
    }

    /** A shard's share of an amount. */
    public long share(long whole, int shard) {
        return whole / count + (shard < whole % count ? 1 : 0);
    }
}
