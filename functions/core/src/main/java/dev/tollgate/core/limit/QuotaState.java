package dev.tollgate.core.limit;

import dev.tollgate.core.counter.Owner;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.Window;

/**
 * Where one limit stood when a call was decided.
 *
 * @param owner whose limit
 * @param name what messages call its policy or backend
 * @param window the window it holds in
 * @param dimension what it limits
 * @param limit the most that may be used in the window
 * @param used what ended calls used
 * @param reserved what calls in flight may still use
 */
public record QuotaState(
        Owner owner, String name, Window window, Dimension dimension, long limit, long used, long reserved) {
    /** What is left for further calls, 0 or more. */
    public long remaining() {
        return Math.max(0, limit - used - reserved);
    }

    /** Whether more is used or reserved than the limit, as a policy that does not stop allows. */
    public boolean isExceeded() {
        return used + reserved > limit;
    }

    /** The limit's name in headers, such as {@code totalTokenCount-1min}. */
    public String id() {
        return dimension.fieldName() + "-" + window.length().id();
    }
}
