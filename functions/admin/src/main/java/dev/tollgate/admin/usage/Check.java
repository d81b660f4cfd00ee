package dev.tollgate.admin.usage;

import dev.tollgate.core.configuration.Subscription;
import dev.tollgate.core.limit.Payers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a call must pass before it is held to limits.
 *
 * @param name such as {@code validity}
 * @param detail what is so, and what to do where it does not pass
 */
record Check(String name, boolean passes, String detail) {
    /** All of them, in the order in which a call meets them. */
    static List<Check> of(Payers payers, AskedCall call, Instant now) {
        var checks = new ArrayList<>(
                List.of(status(payers.subscription()), validity(payers.subscription(), now), backend(payers)));
        if (!call.model().isEmpty()) {
            checks.add(model(payers, call.model()));
            checks.add(price(payers, call));
        }
        return checks;
    }

    private static Check status(Subscription subscription) {
        return subscription.status() == Subscription.Status.ACTIVE
                ? new Check("status", true, "the subscription is active")
                : new Check("status", false, "the subscription is blocked: set its status to ACTIVE");
    }

    private static Check validity(Subscription subscription, Instant now) {
        var validity = subscription.validity();
        if (validity.includes(now)) {
            return new Check("validity", true, "the subscription is valid");
        }
        return now.isBefore(validity.from())
                ? new Check("validity", false, "the subscription is valid from %s".formatted(validity.from()))
                : new Check("validity", false, "the subscription expired on %s: renew it".formatted(validity.until()));
    }

    private static Check backend(Payers payers) {
        var id = payers.backend().id();
        return payers.subscription().backends().contains(id)
                ? new Check("backend", true, "the subscription may call '%s'".formatted(id))
                : new Check(
                        "backend", false, "the subscription may not call '%s': add it to its backends".formatted(id));
    }

    private static Check model(Payers payers, String model) {
        return payers.backend().allows(model)
                ? new Check("model", true, "the backend allows '%s'".formatted(model))
                : new Check(
                        "model",
                        false,
                        "the backend does not allow '%s': add it to its models, or call another".formatted(model));
    }

    private static Check price(Payers payers, AskedCall call) {
        var model = payers.backend().providersName(call.model());
        return payers.lackPrice(call.route(), model)
                ? new Check(
                        "price",
                        false,
                        "cost is limited, and '%s' has no price: add it to the price table, or '*'".formatted(model))
                : new Check("price", true, "the model has a price, or its cost is not limited");
    }
}
