package dev.tollgate.core.quota;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * How long a window is: {@code unitTime} times {@code timeUnit}, such as 1 min or 6 hour. Immutable.
 *
 * <p>Windows are fixed and aligned to the clock in UTC: the whole units since 1970 (since Monday, 29 December 1969, for
 * weeks) are cut into runs of {@code unitTime}. Two gateways with the right time agree on them without talking.
 *
 * @param unitTime how many units, 1 or more
 * @param timeUnit the unit
 */
public record WindowLength(int unitTime, WindowUnit timeUnit) {
    /** @throws IllegalArgumentException if {@code unitTime} is below 1 */
    public WindowLength {
        if (unitTime < 1) {
            throw new IllegalArgumentException("unitTime must be 1 or more, not " + unitTime);
        }
    }

    /** The window that holds this moment. */
    public Window windowAt(Instant moment) {
        var index = timeUnit.indexOf(LocalDateTime.ofInstant(moment, ZoneOffset.UTC));
        var first = index - Math.floorMod(index, unitTime);
        return new Window(
                this,
                timeUnit.startOf(first).toInstant(ZoneOffset.UTC),
                timeUnit.startOf(first + unitTime).toInstant(ZoneOffset.UTC));
    }

    /** For example {@code 1min}: the name in counter keys and headers. */
    public String id() {
        return unitTime + timeUnit.id();
    }

    /** For example {@code 1 min}: the form for people. */
    @Override
    public String toString() {
        return unitTime + " " + timeUnit.id();
    }
}
