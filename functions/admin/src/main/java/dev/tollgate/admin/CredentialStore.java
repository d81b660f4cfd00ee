package dev.tollgate.admin;

import dev.tollgate.core.Redacted;

/**
 * Keeps the credentials for providers. What is kept is never read here. Thread safe. Blocks, and throws {@link
 * dev.tollgate.core.store.StoreException} where it does not answer.
 */
public interface CredentialStore {
    /** Keeps a credential, over the one of this name. */
    void put(String name, Redacted value);

    /** Whether there is one of this name. */
    boolean has(String name);
}
