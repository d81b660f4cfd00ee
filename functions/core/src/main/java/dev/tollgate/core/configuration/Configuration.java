package dev.tollgate.core.configuration;

import java.util.Optional;

/**
 * Where the configuration is read from.
 *
 * <p>Thread safe. Blocks for the store and throws {@link dev.tollgate.core.store.StoreException} where it does not
 * answer.
 */
public interface Configuration {
    /** The object of this kind and id, empty where there is none. */
    <T extends ConfigurationObject> Optional<T> find(Class<T> kind, String id);
}
