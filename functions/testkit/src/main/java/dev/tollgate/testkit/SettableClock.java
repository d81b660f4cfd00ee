package dev.tollgate.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until it is told to move. Thread safe. */
public final class SettableClock implements InstantSource {
    private Instant now;

    /** A clock that shows this moment, such as {@code 2026-11-20T10:00:30Z}. */
    public SettableClock(String moment) {
        now = Instant.parse(moment);
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }

    /** Moves the clock forward. */
    public synchronized void advance(Duration duration) {
        now = now.plus(duration);
    }
}
