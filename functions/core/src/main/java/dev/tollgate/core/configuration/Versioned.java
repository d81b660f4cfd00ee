package dev.tollgate.core.configuration;

/**
 * An object as it is stored. Immutable.
 *
 * @param object the object
 * @param version how often it was written, from 1: who writes it can say which one was read
 * @param <T> its kind
 */
public record Versioned<T extends ConfigurationObject>(T object, long version) {
    /** @throws IllegalArgumentException if the version is below 1 */
    public Versioned {
        if (version < 1) {
            throw new IllegalArgumentException("versions start at 1: " + version);
        }
    }
}
