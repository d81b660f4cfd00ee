package dev.tollgate.testkit;

import dev.tollgate.core.configuration.AuditLog;
import dev.tollgate.core.configuration.ConfigurationStore;

class InMemoryStoreTest extends StoreContract {
    private final InMemoryConfiguration configuration = new InMemoryConfiguration();

    @Override
    protected ConfigurationStore store() {
        return configuration;
    }

    @Override
    protected AuditLog log() {
        return configuration;
    }
}
