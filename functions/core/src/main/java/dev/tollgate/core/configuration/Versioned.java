package dev.tollgate.core.configuration;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * An object as it is stored. Immutable.
 *
 * @param object the object
 * @param version how often it was written, from 1: who writes it can say which one was read
 * @param createdAt when it was made, in milliseconds: one that was deleted and made anew has the versions of the old one
 * @param <T> its kind
 */
public record Versioned<T extends ConfigurationObject>(T object, long version, Instant createdAt) {
    /**
     * Cuts the time to milliseconds.
     *
     * @throws IllegalArgumentException if the version is below 1
     */
    public Versioned {
        if (version < 1) {
            throw new IllegalArgumentException("versions start at 1: " + version);
        }
        createdAt = createdAt.truncatedTo(ChronoUnit.MILLIS);
    }

    /** What a change would make of it. */
    public Versioned<T> next(T changed) {
        return new Versioned<>(changed, version + 1, createdAt);
    }
}
