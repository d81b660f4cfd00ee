package dev.tollgate.core.counter;

import dev.tollgate.core.quota.Window;

/**
 * Names one counter.
 *
 * @param owner whose it is
 * @param window the window it counts in
 * @param shard which part of it, from 0
 */
public record CounterKey(Owner owner, Window window, int shard) {
    /** The only counter of a window that is not split. */
    public CounterKey(Owner owner, Window window) {
        this(owner, window, 0);
    }
}
