package dev.tollgate.core.counter;

import dev.tollgate.core.quota.Amounts;
import dev.tollgate.core.quota.Dimension;

/**
 * What an operator has given back in a window: limits are held against what is committed less this. Immutable.
 *
 * @param forgiven what was used when the window was reset: used, and held against nobody
 * @param granted what may be used in this window beyond its limits
 */
public record Credits(Amounts forgiven, Amounts granted) {
    /** Of a window that nobody has corrected. */
    public static final Credits NONE = new Credits(Amounts.NONE, Amounts.NONE);

    /** All that was given back in one dimension. */
    public long of(Dimension dimension) {
        return forgiven.of(dimension) + granted.of(dimension);
    }

    /** These credits and the others together. */
    public Credits plus(Credits other) {
        return new Credits(forgiven.plus(other.forgiven), granted.plus(other.granted));
    }
}
