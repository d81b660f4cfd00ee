package dev.tollgate.core.limit;

import dev.tollgate.core.counter.Owner;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.InFlight;
import dev.tollgate.core.quota.Window;

/**
 * Where one limit stood when a call was decided. Where a window is split into shards and only one was asked, the others are
 * taken to be as full.
 *
 * @param owner whose limit
 * @param name what messages call the owner, such as {@code plan AIGold}
 * @param window the window it holds in
 * @param dimension what it limits
 * @param limit the most that may be used in the window
 * @param committed what ended calls used, and calls in flight may still use, less what an operator has given back: below 0
 *     where more was granted than is used
 */
public record QuotaState(Owner owner, String name, Window window, Dimension dimension, long limit, long committed) {
    /** What is left for further calls, 0 or more; more than the limit where more was granted. */
    public long remaining() {
        return Math.max(0, limit - committed);
    }

    /** Whether more is used or reserved than the limit, as a policy that does not stop allows. */
    public boolean isExceeded() {
        return committed > limit;
    }

    /** What is limited: a dimension, or {@code concurrentRequests}. */
    public String fieldName() {
        return window.isInFlight() ? InFlight.FIELD_NAME : dimension.fieldName();
    }

    /** The limit's name in headers, such as {@code totalTokenCount-1min} or {@code concurrentRequests}. */
    public String id() {
        return window.isInFlight()
                ? InFlight.FIELD_NAME
                : dimension.fieldName() + "-" + window.rule().id();
    }
}
