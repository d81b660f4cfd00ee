package dev.tollgate.core.quota;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * Fixed windows of {@code unitTime} times {@code timeUnit}, such as 1 min or 6 hour. Immutable.
 *
 * <p>They are aligned to the clock: the whole units since 1970 (since Monday, 29 December 1969, for weeks) are cut into runs
 * of {@code unitTime}. Two gateways with the right time agree on them without talking. A day begins at midnight of its time
 * zone, and is 23 or 25 hours long where its clocks are changed.
 *
 * @param unitTime how many units, 1 or more
 * @param timeUnit the unit
 * @param timeZone where days, weeks and months begin; UTC for shorter units
 */
public record WindowLength(int unitTime, WindowUnit timeUnit, ZoneId timeZone) implements WindowRule {
    /** @throws IllegalArgumentException if {@code unitTime} is below 1, or a unit below a day has a time zone */
    public WindowLength {
        if (unitTime < 1) {
            throw new IllegalArgumentException("unitTime must be 1 or more, not " + unitTime);
        }
        timeZone = timeZone.normalized();
        if (!timeUnit.isDayOrLonger() && !timeZone.equals(ZoneOffset.UTC)) {
            throw new IllegalArgumentException(
                    "a time zone is for windows of a day and longer, not for " + timeUnit.id());
        }
    }

    /** Windows in UTC. */
    public WindowLength(int unitTime, WindowUnit timeUnit) {
        this(unitTime, timeUnit, ZoneOffset.UTC);
    }

    @Override
    public Window windowAt(Instant moment) {
        var index = timeUnit.indexOf(LocalDateTime.ofInstant(moment, timeZone));
        var first = index - Math.floorMod(index, unitTime);
        // A clock that is put back across midnight shows the old date again: the new day has begun all the same.
        while (!moment.isBefore(start(first + unitTime))) {
            first += unitTime;
        }
        return new Window(this, start(first), start(first + unitTime));
    }

    @Override
    public String id() {
        return unitTime + timeUnit.id();
    }

    @Override
    public boolean isDayOrLonger() {
        return shortestSeconds() >= Duration.ofDays(1).toSeconds();
    }

    /** For example {@code 1 min} or {@code 1 day (Europe/Berlin)}: the form for people. */
    @Override
    public String toString() {
        var zone = timeZone.equals(ZoneOffset.UTC) ? "" : " (" + timeZone + ")";
        return unitTime + " " + timeUnit.id() + zone;
    }

    /** How long a window lasts, about: a month is taken for 28 days. */
    long shortestSeconds() {
        return timeUnit.shortestSeconds() * unitTime;
    }

    /** The first moment of a unit: where clocks skip it, the moment after; where they show it twice, the first time. */
    private Instant start(long index) {
        return timeUnit.startOf(index).atZone(timeZone).toInstant();
    }
}
