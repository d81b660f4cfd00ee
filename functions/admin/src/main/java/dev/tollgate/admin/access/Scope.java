package dev.tollgate.admin.access;

import dev.tollgate.core.configuration.Subscription;

/** What of a stage somebody may see. Immutable. */
public sealed interface Scope {
    /** All of it. */
    record WholeStage() implements Scope {
        @Override
        public boolean includes(Subscription subscription) {
            return true;
        }
    }

    /** What belongs to one subscriber: nothing else is there for them. */
    record OneSubscriber(String name) implements Scope {
        @Override
        public boolean includes(Subscription subscription) {
            return subscription.subscriber().name().equals(name);
        }
    }

    /** Whether a subscription is there for them. */
    boolean includes(Subscription subscription);
}
