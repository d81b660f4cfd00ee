package dev.tollgate.core.configuration;

import dev.tollgate.core.store.StoreException;
import java.util.List;

/**
 * A part of a list. Immutable.
 *
 * @param entries in the order of their ids
 * @param next the id behind which the next page begins; empty where this is the last one
 * @param <T> the kind of its objects
 */
public record Page<T extends ConfigurationObject>(List<Entry<T>> entries, String next) {
    /** Copies the list. */
    public Page {
        entries = List.copyOf(entries);
    }

    /** One place in a list. */
    public sealed interface Entry<T extends ConfigurationObject> {
        /** The object's id. */
        String id();
    }

    /** An object that can be understood. */
    public record Found<T extends ConfigurationObject>(Versioned<T> stored) implements Entry<T> {
        @Override
        public String id() {
            return stored.object().id();
        }
    }

    /**
     * One that cannot: it is there all the same, and calls that need it fail.
     *
     * @param fault what is wrong with it
     */
    public record Unreadable<T extends ConfigurationObject>(String id, StoreException.Corrupt fault)
            implements Entry<T> {}
}
