package dev.tollgate.core.configuration;

import java.util.Collections;
import java.util.Set;

/**
 * Which subscribers a plan is for, by their roles. Immutable.
 *
 * @param type what being named means
 * @param roles the roles that are named
 */
public record Permissions(Type type, Set<String> roles) {
    /** Nobody is denied. */
    public static final Permissions EVERYONE = new Permissions(Type.DENY, Set.of());

    /** What being named means. */
    public enum Type {
        /** The plan is for those alone who have a named role. */
        ALLOW,
        /** It is for all but those who have a named role. */
        DENY
    }

    /** @throws IllegalArgumentException if the plan would be for nobody */
    public Permissions {
        roles = Set.copyOf(roles);
        if (type == Type.ALLOW && roles.isEmpty()) {
            throw new IllegalArgumentException(
                    "a plan that is allowed to no role is for nobody: name one, or deny none");
        }
    }

    /** Whether the plan is for a subscriber with these roles. */
    public boolean permit(Set<String> subscribersRoles) {
        var isNamed = !Collections.disjoint(roles, subscribersRoles);
        return isNamed == (type == Type.ALLOW);
    }
}
