package dev.tollgate.admin;

import dev.tollgate.admin.http.Problem.Part;
import dev.tollgate.core.configuration.ConfigurationObject;
import java.util.List;
import java.util.Optional;

/**
 * What must hold between an object and others. Thread safe.
 *
 * @param <T> its kind
 */
@FunctionalInterface
interface Rule<T extends ConfigurationObject> {
    /** What is wrong with what an object is to be. */
    List<Part> faults(Optional<T> before, T after);
}
