package dev.tollgate.admin.access;

import java.util.Optional;

/** Says who sends a request. Thread safe. */
@FunctionalInterface
public interface IdentitySource {
    /** Who it is, empty where that is not proven. */
    Optional<Identity> identify(Caller caller);
}
