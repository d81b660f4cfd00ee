package dev.tollgate.core.configuration;

import java.util.Optional;

/**
 * Reads the configuration for whoever administers it: with versions, in pages, and as it is now, not as it was a moment ago.
 *
 * <p>Thread safe. Blocks for the store and throws {@link dev.tollgate.core.store.StoreException} where it does not answer. What
 * a page costs grows with the page, not with the table.
 */
public interface ConfigurationCatalogue {
    /**
     * The object of this kind and id, empty where there is none.
     *
     * @throws dev.tollgate.core.store.StoreException.Corrupt if what is stored cannot be understood
     */
    <T extends ConfigurationObject> Optional<Versioned<T>> read(Class<T> kind, String id);

    /** The objects of this kind in the order of their ids, those that cannot be understood among them. */
    <T extends ConfigurationObject> Page<T> list(Class<T> kind, PageRequest request);

    /**
     * The objects of a kind that name another, in the order of their ids, such as the keys of a subscription. A page may hold
     * fewer than were asked for although more follow.
     *
     * @param named what they name; of one that does not exist there are none
     */
    <T extends ConfigurationObject> Page<T> naming(Reference named, Class<T> kind, PageRequest request);

    /** The subscriptions of a subscriber, in pages as above. */
    Page<Subscription> subscriptionsOf(String subscriber, PageRequest request);
}
