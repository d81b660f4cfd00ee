package dev.tollgate.admin.access;

import java.util.Set;

/**
 * Somebody whose identity is proven. Immutable.
 *
 * @param name who it is, for people: the ARN, or {@code cognito:} and the user's id
 * @param principals what they are, to which roles can be given
 */
public record Identity(String name, Set<Principal> principals) {
    /** Copies the set. */
    public Identity {
        principals = Set.copyOf(principals);
    }
}
