package dev.tollgate.core.configuration;

import java.util.List;

/**
 * What became of a change.
 *
 * @param <T> the kind of the object
 */
public sealed interface Committed<T extends ConfigurationObject> {
    /**
     * It is done, and so is its audit entry.
     *
     * @param stored what is stored now; of a deletion what was stored before
     */
    record Done<T extends ConfigurationObject>(Versioned<T> stored) implements Committed<T> {}

    /** It is not: the object is not any more what was read, or there is one where there was to be none. */
    record Conflict<T extends ConfigurationObject>() implements Committed<T> {}

    /**
     * It is not: the object names others that do not exist.
     *
     * @param missing those, in no order
     */
    record Dangling<T extends ConfigurationObject>(List<Reference> missing) implements Committed<T> {
        /** Copies the list. */
        public Dangling {
            missing = List.copyOf(missing);
        }
    }

    /** It is not: others name the object that was to be deleted. */
    record InUse<T extends ConfigurationObject>() implements Committed<T> {}

    /** It was done before, by the request that left this receipt, or that receipt is of another request. */
    record Repeated<T extends ConfigurationObject>(Receipt earlier) implements Committed<T> {}
}
