package dev.tollgate.testkit;

import dev.tollgate.core.configuration.Configuration;
import dev.tollgate.core.configuration.ConfigurationObject;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A configuration in memory. Thread safe. */
public final class InMemoryConfiguration implements Configuration {
    private final List<ConfigurationObject> objects = new CopyOnWriteArrayList<>();

    /** A configuration of these objects. */
    public InMemoryConfiguration(ConfigurationObject... objects) {
        this.objects.addAll(List.of(objects));
    }

    /** Adds an object, or replaces the one of its kind and id. */
    public void put(ConfigurationObject object) {
        objects.removeIf(other ->
                other.getClass().equals(object.getClass()) && other.id().equals(object.id()));
        objects.add(object);
    }

    @Override
    public <T extends ConfigurationObject> Optional<T> find(Class<T> kind, String id) {
        return objects.stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .filter(object -> object.id().equals(id))
                .findFirst();
    }
}
