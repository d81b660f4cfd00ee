package dev.tollgate.proxy;

import dev.tollgate.core.configuration.ApiKey;
import dev.tollgate.core.configuration.Subscription;
import dev.tollgate.core.configuration.Validity;
import dev.tollgate.upstream.Fault;
import java.time.Instant;
import java.util.Optional;

/** Why a key or a subscription opens nothing at a moment. Only for who holds the key: it tells what became of it. */
final class Lapse {
    private Lapse() {}

    /** Of a key; empty where it is valid. */
    static Optional<Fault> of(ApiKey key, Instant now) {
        return outside(
                key.validity(),
                now,
                Fault.Kind.INVALID_KEY,
                "This API key is valid from %s: use another one until then.",
                "This API key expired on %s: use another one, or ask this gateway's operator for a new one.");
    }

    /** Of a subscription; empty where its calls pass. Of one that is blocked nothing else is told: waiting would not help. */
    static Optional<Fault> of(Subscription subscription, Instant now) {
        return switch (subscription.status()) {
            case BLOCKED ->
                Optional.of(new Fault(
                        Fault.Kind.SUBSCRIPTION_BLOCKED,
                        "The subscription of this key is blocked: ask this gateway's operator why."));
            case ACTIVE ->
                outside(
                        subscription.validity(),
                        now,
                        Fault.Kind.SUBSCRIPTION_INACTIVE,
                        "The subscription of this key is valid from %s: try again then.",
                        "The subscription of this key expired on %s: ask this gateway's operator to renew it.");
        };
    }

    private static Optional<Fault> outside(Validity validity, Instant now, Fault.Kind kind, String early, String late) {
        if (validity.includes(now)) {
            return Optional.empty();
        }
        var message =
                now.isBefore(validity.from()) ? early.formatted(validity.from()) : late.formatted(validity.until());
        return Optional.of(new Fault(kind, message));
    }
}
