package dev.tollgate.core.quota;

import java.time.Duration;
import java.time.Instant;

/**
 * One window of time. Immutable.
 *
 * @param rule what it is one of
 * @param start its first moment
 * @param end its reset: the first moment that is no longer in it
 */
public record Window(WindowRule rule, Instant start, Instant end) {
    /** @throws IllegalArgumentException if it does not end after its start */
    public Window {
        if (!end.isAfter(start)) {
            throw new IllegalArgumentException("a window ends after its start: %s, %s".formatted(start, end));
        }
    }

    /** How long it is until the reset; zero once it has passed. */
    public Duration untilReset(Instant now) {
        return now.isBefore(end) ? Duration.between(now, end) : Duration.ZERO;
    }

    /** The same in whole seconds, rounded up, as headers tell it. */
    public long secondsUntilReset(Instant now) {
        return untilReset(now).plusNanos(999_999_999).toSeconds();
    }

    /** How long the window lasts. */
    public Duration duration() {
        return Duration.between(start, end);
    }

    /** Whether it is that of the calls in flight, which has no end. */
    public boolean isInFlight() {
        return rule instanceof InFlight;
    }
}
