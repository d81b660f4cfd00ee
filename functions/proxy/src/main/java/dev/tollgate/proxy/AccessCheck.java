package dev.tollgate.proxy;

import dev.tollgate.core.Stage;
import dev.tollgate.core.configuration.ApiKey;
import dev.tollgate.core.configuration.Backend;
import dev.tollgate.core.configuration.Charging;
import dev.tollgate.core.configuration.Configuration;
import dev.tollgate.core.configuration.ConfigurationObject;
import dev.tollgate.core.configuration.KeyHasher;
import dev.tollgate.core.configuration.Policy;
import dev.tollgate.core.configuration.PresentedKey;
import dev.tollgate.core.configuration.PriceTable;
import dev.tollgate.core.configuration.Subscription;
import dev.tollgate.core.store.StoreException;
import dev.tollgate.upstream.Dialect;
import dev.tollgate.upstream.Fault;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * From a key to the subscription, policy and backend of a call, as they are at its moment. Whoever has no valid key learns
 * nothing of what there is; when a key may be used, only its holder is told. Thread safe.
 */
final class AccessCheck {
    private final Stage stage;
    private final Configuration configuration;
    private final KeyHasher hasher;
    private final Map<String, Dialect> dialects;
    private final InstantSource clock;

    AccessCheck(
            Stage stage, Configuration configuration, KeyHasher hasher, List<Dialect> dialects, InstantSource clock) {
        this.stage = stage;
        this.configuration = configuration;
        this.hasher = hasher;
        this.dialects = dialects.stream().collect(Collectors.toUnmodifiableMap(Dialect::id, Function.identity()));
        this.clock = clock;
    }

    Access check(GatewayRequest request) {
        var text = CallerKey.find(request);
        if (text.isEmpty()) {
            return denied(
                    Fault.Kind.MISSING_KEY,
                    "No API key. Send yours as 'Authorization: Bearer tg-%s-...'.".formatted(stage.id()));
        }
        var key = PresentedKey.parse(text.get());
        if (key.isEmpty()) {
            return denied(
                    Fault.Kind.INVALID_KEY,
                    "This is not a Tollgate key: one of this stage starts with 'tg-%s-'.".formatted(stage.id()));
        }
        if (key.get().stage() != stage) {
            return denied(
                    Fault.Kind.INVALID_KEY,
                    "This is a key of the stage %1$s, and this is %2$s: call /%1$s/, or use a key of %2$s."
                            .formatted(key.get().stage().id(), stage.id()));
        }
        try {
            return configuration
                    .find(ApiKey.class, key.get().id())
                    .filter(stored -> hasher.matches(key.get(), stored))
                    .map(stored -> open(stored, request.backend()))
                    .orElseGet(() -> denied(Fault.Kind.INVALID_KEY, "Unknown API key."));
        } catch (StoreException e) {
            var cause = String.valueOf(e.getMessage());
            var message = e instanceof StoreException.Corrupt
                    ? "This gateway's configuration is broken: " + cause + ". Tell its operator."
                    : "This gateway's configuration cannot be read right now. Try again.";
            return new Access.Denied(new Fault(Fault.Kind.UNAVAILABLE, message), cause, "");
        }
    }

    /** A backend that the subscription does not list is not even looked up: whether it exists is nobody's business. */
    private Access open(ApiKey key, String backendId) {
        var now = clock.instant();
        var invalid = Lapse.of(key, now);
        if (invalid.isPresent()) {
            return new Access.Denied(invalid.get(), "", key.subscription());
        }
        var subscription = referred(Subscription.class, key.subscription());
        var inactive = Lapse.of(subscription, now);
        if (inactive.isPresent()) {
            return new Access.Denied(inactive.get(), "", subscription.id());
        }
        var policy = referred(Policy.class, subscription.policy());
        if (!subscription.backends().contains(backendId)) {
            var message = "There is no backend '%s' for this key. It may call: %s."
                    .formatted(
                            backendId, subscription.backends().stream().sorted().collect(Collectors.joining(", ")));
            return new Access.Denied(new Fault(Fault.Kind.UNKNOWN_BACKEND, message), "", subscription.id());
        }
        return granted(key.id(), subscription, policy, backendId);
    }

    /**
     * The backend that was asked, and behind it those that may stand in for it: of the same dialect, in the subscription's
     * order. They are looked up when it comes to them; one that is broken is passed over.
     */
    Stream<Access.Granted> withStandIns(Access.Granted asked) {
        var standIns = asked.subscription().fallbackOrder().stream()
                .filter(id -> !id.equals(asked.backend().id()))
                .flatMap(id -> standIn(asked, id));
        return Stream.concat(Stream.of(asked), standIns);
    }

    private Stream<Access.Granted> standIn(Access.Granted asked, String id) {
        try {
            return Stream.of(granted(asked.key(), asked.subscription(), asked.policy(), id))
                    .filter(granted -> granted.dialect().equals(asked.dialect()));
        } catch (StoreException _) {
            return Stream.empty();
        }
    }

    private Access.Granted granted(String key, Subscription subscription, Policy policy, String backendId) {
        var backend = referred(Backend.class, backendId);
        var dialect = dialects.get(backend.dialect());
        if (dialect == null) {
            throw missing("dialect", backend.dialect());
        }
        return new Access.Granted(
                key, subscription, policy, prices(policy.charging()), backend, prices(backend.charging()), dialect);
    }

    private Optional<PriceTable> prices(Charging charging) {
        return charging.prices().isEmpty()
                ? Optional.empty()
                : Optional.of(referred(PriceTable.class, charging.prices()));
    }

    private <T extends ConfigurationObject> T referred(Class<T> kind, String id) {
        return configuration.find(kind, id).orElseThrow(() -> missing(kind.getSimpleName(), id));
    }

    private static StoreException missing(String kind, String id) {
        return new StoreException.Corrupt("there is no %s '%s'".formatted(kind, id));
    }

    private static Access denied(Fault.Kind kind, String message) {
        return new Access.Denied(new Fault(kind, message), "", "");
    }
}
