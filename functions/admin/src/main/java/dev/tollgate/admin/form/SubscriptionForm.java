package dev.tollgate.admin.form;

import dev.tollgate.core.configuration.Subscription;
import dev.tollgate.core.configuration.Versioned;
import java.util.List;

/** A subscription. */
public record SubscriptionForm(
        String id, long version, String application, String policy, List<String> backends, List<String> fallbackOrder) {
    /** As it is stored. */
    public static SubscriptionForm of(Versioned<Subscription> stored) {
        var subscription = stored.object();
        return new SubscriptionForm(
                subscription.id(),
                stored.version(),
                subscription.application(),
                subscription.policy(),
                subscription.backends().stream().sorted().toList(),
                subscription.fallbackOrder());
    }
}
