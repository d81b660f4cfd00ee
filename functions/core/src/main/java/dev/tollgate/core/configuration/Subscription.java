package dev.tollgate.core.configuration;

import java.util.Set;

/**
 * An application's right to call certain backends under one policy. Immutable.
 *
 * @param id unique in the stage
 * @param application who holds it, for people
 * @param policy the id of its policy
 * @param backends the ids of the backends it may call
 */
public record Subscription(String id, String application, String policy, Set<String> backends)
        implements ConfigurationObject {
    /** Copies the set. */
    public Subscription {
        ConfigurationObject.requireId(id);
        backends = Set.copyOf(backends);
    }
}
