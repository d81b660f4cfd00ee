package dev.tollgate.core.configuration;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An application's right to call certain backends under one policy. Immutable.
 *
 * @param id unique in the stage
 * @param application who holds it, for people
 * @param subscriber who has subscribed: a team, a customer; empty where nobody is named
 * @param policy the id of its policy
 * @param backends the ids of the backends it may call
 * @param fallbackOrder those of them that stand in, in this order, for another of the same dialect that fails before any
 *     output; none where it is empty
 * @param status whether its calls pass
 * @param validity when they do
 */
public record Subscription(
        String id,
        String application,
        Subscriber subscriber,
        String policy,
        Set<String> backends,
        List<String> fallbackOrder,
        Status status,
        Validity validity)
        implements ConfigurationObject {
    /** How many backends one may call at most: all of them are named where it is written. */
    public static final int MOST_BACKENDS = 20;

    /** Whether calls pass. */
    public enum Status {
        ACTIVE,
        /** None does, until it is active again. */
        BLOCKED
    }

    /**
     * Who has subscribed. Immutable.
     *
     * @param name a team or a customer; empty where nobody is named
     * @param roles what it is, to plans that are only for some
     */
    public record Subscriber(String name, Set<String> roles) {
        /** Nobody in particular. */
        public static final Subscriber NOBODY = new Subscriber("", Set.of());

        /** Copies the set. */
        public Subscriber {
            roles = Set.copyOf(roles);
        }
    }

    /** @throws IllegalArgumentException if a backend is to stand in that may not be called, or too many may be */
    public Subscription {
        ConfigurationObject.requireId(id);
        backends = Set.copyOf(backends);
        fallbackOrder = List.copyOf(fallbackOrder);
        if (!backends.containsAll(fallbackOrder)) {
            throw new IllegalArgumentException("fallbackOrder must be of backends that may be called");
        }
        if (backends.size() > MOST_BACKENDS) {
            throw new IllegalArgumentException("a subscription has at most %d backends".formatted(MOST_BACKENDS));
        }
    }

    /** A subscription whose calls are answered by the backend that was asked, or not at all. */
    public Subscription(String id, String application, String policy, Set<String> backends) {
        this(id, application, Subscriber.NOBODY, policy, backends, List.of(), Status.ACTIVE, Validity.ALWAYS);
    }

    /** The same, whose calls others may answer. */
    public Subscription withFallbacks(String... inThisOrder) {
        return new Subscription(id, application, subscriber, policy, backends, List.of(inThisOrder), status, validity);
    }

    /** The same of another subscriber. */
    public Subscription with(Subscriber other) {
        return new Subscription(id, application, other, policy, backends, fallbackOrder, status, validity);
    }

    /** The same with another status. */
    public Subscription with(Status other) {
        return new Subscription(id, application, subscriber, policy, backends, fallbackOrder, other, validity);
    }

    /** The same for another time. */
    public Subscription with(Validity other) {
        return new Subscription(id, application, subscriber, policy, backends, fallbackOrder, status, other);
    }

    @Override
    public Set<Reference> references() {
        return Stream.concat(
                        Stream.of(new Reference(Policy.class, policy)),
                        backends.stream().map(backend -> new Reference(Backend.class, backend)))
                .collect(Collectors.toUnmodifiableSet());
    }
}
