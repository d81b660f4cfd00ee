package dev.tollgate.testkit;

import dev.tollgate.core.configuration.ConfigurationCatalogue;
import dev.tollgate.core.configuration.ConfigurationObject;

class InMemoryConfigurationTest extends CatalogueContract {
    private final InMemoryConfiguration configuration = new InMemoryConfiguration();

    @Override
    protected ConfigurationCatalogue catalogue() {
        return configuration;
    }

    @Override
    protected void put(ConfigurationObject object) {
        configuration.put(object);
    }

    @Override
    protected void spoil(Class<? extends ConfigurationObject> kind, String id) {
        configuration.spoil(kind, id);
    }
}
