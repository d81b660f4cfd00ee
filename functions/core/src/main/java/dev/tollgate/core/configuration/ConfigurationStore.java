package dev.tollgate.core.configuration;

import java.util.Optional;

/**
 * Changes the configuration for whoever administers it. An object can only name others that exist, and cannot be deleted
 * while others name it.
 *
 * <p>Thread safe. Blocks for the store and throws {@link dev.tollgate.core.store.StoreException} where it does not answer; where
 * that is {@code Unknown}, the change may have been made.
 */
public interface ConfigurationStore extends ConfigurationCatalogue {
    /**
     * Makes a change, keeps its audit entry and its receipt: all of it or nothing.
     *
     * @param receipt where the request is to have effect once; kept for a day
     */
    <T extends ConfigurationObject> Committed<T> commit(Change<T> change, AuditEntry entry, Optional<Receipt> receipt);
}
