package dev.tollgate.core.configuration;

import java.util.List;
import java.util.Set;

/**
 * An application's right to call certain backends under one policy. Immutable.
 *
 * @param id unique in the stage
 * @param application who holds it, for people
 * @param policy the id of its policy
 * @param backends the ids of the backends it may call
 * @param fallbackOrder those of them that stand in, in this order, for another of the same dialect that fails before any
 *     output; none where it is empty
 */
public record Subscription(
        String id, String application, String policy, Set<String> backends, List<String> fallbackOrder)
        implements ConfigurationObject {
    /** @throws IllegalArgumentException if a backend is to stand in that may not be called */
    public Subscription {
        ConfigurationObject.requireId(id);
        backends = Set.copyOf(backends);
        fallbackOrder = List.copyOf(fallbackOrder);
        if (!backends.containsAll(fallbackOrder)) {
            throw new IllegalArgumentException("fallbackOrder must be of backends that may be called");
        }
    }

    /** A subscription whose calls are answered by the backend that was asked, or not at all. */
    public Subscription(String id, String application, String policy, Set<String> backends) {
        this(id, application, policy, backends, List.of());
    }

    /** The same, whose calls others may answer. */
    public Subscription withFallbacks(String... inThisOrder) {
        return new Subscription(id, application, policy, backends, List.of(inThisOrder));
    }
}
