package dev.tollgate.admin;

import dev.tollgate.admin.http.Problem.Part;
import dev.tollgate.core.configuration.ConfigurationCatalogue;
import dev.tollgate.core.configuration.Policy;
import dev.tollgate.core.configuration.Subscription;
import java.util.List;
import java.util.Optional;

/**
 * A subscription is to a plan that is for its subscriber. One that is to it already may stay, and be changed otherwise, when the plan
 * is for others from now on. Thread safe.
 *
 * @param catalogue has the plans
 */
record PolicyPermits(ConfigurationCatalogue catalogue) implements Rule<Subscription> {
    @Override
    public List<Part> faults(Optional<Subscription> before, Subscription after) {
        var roles = after.subscriber().roles();
        var isAsBefore = before.filter(old -> old.policy().equals(after.policy())
                        && old.subscriber().roles().equals(roles))
                .isPresent();
        if (isAsBefore) {
            return List.of();
        }
        return catalogue
                .read(Policy.class, after.policy())
                .filter(policy -> !policy.object().offer().permissions().permit(roles))
                .map(_ -> Part.at(
                        "/policy", "this plan is not for the subscriber: see subscriber.roles, and its permissions"))
                .stream()
                .toList();
    }
}
