package dev.tollgate.core.limit;

import dev.tollgate.core.counter.CounterState;

/**
 * What one limit has room for, and what a call needs of it. Immutable.
 *
 * @param quota the limit, and where it stands in all shards together
 * @param state what is counted in its window, in all shards together; calls that must be dead are buried
 * @param needed what must be free for the call
 * @param largestCall the most that one call could use: less than the limit where its window is split into shards
 * @param fits whether it is not in the call's way; where windows are split, the whole call must fit into one shard
 * @param stops whether the call is refused where it does not fit
 */
public record Room(QuotaState quota, CounterState state, long needed, long largestCall, boolean fits, boolean stops) {}
