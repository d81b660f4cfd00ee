package dev.tollgate.core.counter;

import dev.tollgate.core.quota.Window;

/**
 * Names one counter.
 *
 * @param owner whose it is
 * @param window the window it counts in
 */
public record CounterKey(Owner owner, Window window) {}
