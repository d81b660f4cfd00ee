package dev.tollgate.admin.usage;

import dev.tollgate.core.configuration.Backend;
import dev.tollgate.core.configuration.Charging;
import dev.tollgate.core.configuration.ConfigurationCatalogue;
import dev.tollgate.core.configuration.ConfigurationObject;
import dev.tollgate.core.configuration.Page;
import dev.tollgate.core.configuration.PageRequest;
import dev.tollgate.core.configuration.Policy;
import dev.tollgate.core.configuration.PriceTable;
import dev.tollgate.core.configuration.Subscription;
import dev.tollgate.core.configuration.Versioned;
import dev.tollgate.core.store.StoreException;
import java.util.Optional;

/** Finds whose use a request may ask for. Thread safe. */
final class Subjects {
    private final ConfigurationCatalogue catalogue;

    Subjects(ConfigurationCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** A subscription, empty where there is none; who may see it was decided before. */
    Optional<Subscription> subscription(String id) {
        return find(Subscription.class, id);
    }

    /** Subscriptions in the order of their ids: of one subscriber, or all where it is empty. */
    Page<Subscription> subscriptions(String subscriber, PageRequest page) {
        return subscriber.isEmpty()
                ? catalogue.list(Subscription.class, page)
                : catalogue.subscriptionsOf(subscriber, page);
    }

    /** A backend, empty where there is none. */
    Optional<Backend> backend(String id) {
        return find(Backend.class, id);
    }

    /** The policy that a subscription names. */
    Policy policy(String id) {
        return referred(Policy.class, id);
    }

    /** The price table that is charged by, where there is one. */
    Optional<PriceTable> prices(Charging charging) {
        return charging.prices().isEmpty()
                ? Optional.empty()
                : Optional.of(referred(PriceTable.class, charging.prices()));
    }

    private <T extends ConfigurationObject> T referred(Class<T> kind, String id) {
        return find(kind, id)
                .orElseThrow(
                        () -> new StoreException.Corrupt("there is no %s '%s'".formatted(kind.getSimpleName(), id)));
    }

    private <T extends ConfigurationObject> Optional<T> find(Class<T> kind, String id) {
        return catalogue.read(kind, id).map(Versioned::object);
    }
}
