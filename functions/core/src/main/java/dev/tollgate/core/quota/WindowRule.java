package dev.tollgate.core.quota;

import java.time.Instant;

/**
 * How a quota's windows lie in time: which one a moment belongs to. A window is a counter, so whatever can be said in
 * windows that do not overlap is one more implementation; a sliding window would weigh the counter of the window before, and
 * is not built.
 */
public sealed interface WindowRule permits WindowLength, InFlight {
    /** The window that holds this moment. */
    Window windowAt(Instant moment);

    /** The name in counter keys and headers, such as {@code 1min}. */
    String id();

    /** Whether a window lasts a day or longer, so that whoever is refused gains nothing by waiting. */
    boolean isDayOrLonger();
}
