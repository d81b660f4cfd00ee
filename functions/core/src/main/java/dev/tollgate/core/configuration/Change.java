package dev.tollgate.core.configuration;

import java.util.Optional;

/**
 * What is to become of an object. Immutable.
 *
 * @param before what was read of it; empty where there is to be none yet
 * @param after what it is to be; empty where it is to be none any more
 * @param <T> its kind
 */
public record Change<T extends ConfigurationObject>(Optional<Versioned<T>> before, Optional<T> after) {
    /** @throws IllegalArgumentException if there is nothing to do, or it would be another object afterwards */
    public Change {
        if (before.isEmpty() && after.isEmpty()) {
            throw new IllegalArgumentException("nothing changes");
        }
        if (before.isPresent()
                && after.isPresent()
                && !Reference.to(before.get().object()).equals(Reference.to(after.get()))) {
            throw new IllegalArgumentException("an object keeps its kind and its id");
        }
    }

    /** A new object. */
    public static <T extends ConfigurationObject> Change<T> create(T object) {
        return new Change<>(Optional.empty(), Optional.of(object));
    }

    /** Another state of an object. */
    public static <T extends ConfigurationObject> Change<T> replace(Versioned<T> before, T after) {
        return new Change<>(Optional.of(before), Optional.of(after));
    }

    /** The end of an object. */
    public static <T extends ConfigurationObject> Change<T> delete(Versioned<T> before) {
        return new Change<>(Optional.of(before), Optional.empty());
    }

    /** The object that changes. */
    public Reference object() {
        return Reference.to(after.<ConfigurationObject>map(object -> object)
                .orElseGet(() -> before.orElseThrow().object()));
    }
}
