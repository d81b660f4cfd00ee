package dev.tollgate.testkit;

import dev.tollgate.core.configuration.KeyUse;

class InMemoryKeyUseTest extends KeyUseContract {
    private final KeyUse keyUse = new InMemoryKeyUse();

    @Override
    protected KeyUse keyUse() {
        return keyUse;
    }
}
