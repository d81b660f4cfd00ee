package dev.tollgate.core.counter;

/** Whose counter it is: each kind is limited by itself. Ids come from the configuration and hold no {@code #}. */
public sealed interface Owner {
    /** The id in the configuration. */
    String id();

    /** An application's right to call, held to its plan. */
    record OfSubscription(String id) implements Owner {}

    /** A provider, protected from all its callers together. */
    record OfBackend(String id) implements Owner {}
}
