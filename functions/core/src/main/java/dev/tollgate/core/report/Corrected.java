package dev.tollgate.core.report;

import dev.tollgate.core.quota.Window;

/** What an operator's correction came to. */
public sealed interface Corrected {
    /**
     * It is done: now, or since it was first sent.
     *
     * @param usage the window after it
     */
    record Done(WindowUsage usage) implements Corrected {}

    /**
     * Nothing was changed: it was meant for a window that has ended, or not begun.
     *
     * @param current the one that has
     */
    record NotCurrent(Window current) implements Corrected {}

    /** Nothing was changed: the window has been corrected {@link dev.tollgate.core.counter.CounterCorrections#MOST} times. */
    record TooMany() implements Corrected {}
}
