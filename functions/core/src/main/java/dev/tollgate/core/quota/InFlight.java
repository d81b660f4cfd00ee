package dev.tollgate.core.quota;

import java.time.Instant;

/**
 * All calls in flight, whenever they began: one window without an end. What is counted in it is given back when a call ends,
 * so that its request count is the number of {@code concurrentRequests}. Immutable.
 */
public record InFlight() implements WindowRule {
    /** The limit's name in JSON, headers and messages. */
    public static final String FIELD_NAME = "concurrentRequests";

    private static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

    @Override
    public Window windowAt(Instant moment) {
        return new Window(this, Instant.EPOCH, NEVER);
    }

    @Override
    public String id() {
        return "live";
    }

    @Override
    public boolean isDayOrLonger() {
        return false;
    }
}
