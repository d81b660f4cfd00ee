package dev.tollgate.admin.wso2;

import dev.tollgate.core.configuration.Change;
import dev.tollgate.core.configuration.Committed;
import dev.tollgate.core.configuration.Policy;

/** Changes policies on behalf of somebody, and keeps that it was them. Thread safe. */
@FunctionalInterface
public interface PolicyWriter {
    /**
     * Makes a change with its audit entry, or neither.
     *
     * @throws dev.tollgate.core.store.StoreException if the store did not answer
     */
    Committed<Policy> commit(Change<Policy> change);
}
