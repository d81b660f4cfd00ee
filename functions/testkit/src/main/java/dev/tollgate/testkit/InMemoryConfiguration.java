package dev.tollgate.testkit;

import dev.tollgate.core.configuration.ApiKey;
import dev.tollgate.core.configuration.Configuration;
import dev.tollgate.core.configuration.ConfigurationCatalogue;
import dev.tollgate.core.configuration.ConfigurationObject;
import dev.tollgate.core.configuration.Page;
import dev.tollgate.core.configuration.PageRequest;
import dev.tollgate.core.configuration.Versioned;
import dev.tollgate.core.store.StoreException;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A configuration in memory. Thread safe. */
public final class InMemoryConfiguration implements Configuration, ConfigurationCatalogue {
    private final NavigableMap<String, Stored> objects = new TreeMap<>();

    /** A configuration of these objects. */
    public InMemoryConfiguration(ConfigurationObject... objects) {
        for (var object : objects) {
            put(object);
        }
    }

    /** Adds an object, or replaces the one of its kind and id. */
    public synchronized void put(ConfigurationObject object) {
        objects.merge(
                key(object.getClass(), object.id()),
                new Stored(object.id(), object, 1),
                (old, _) -> new Stored(object.id(), object, old.version() + 1));
    }

    /** Makes what is stored of an object such that it cannot be understood. */
    public synchronized void spoil(Class<? extends ConfigurationObject> kind, String id) {
        objects.put(key(kind, id), new Stored(id, null, 1));
    }

    @Override
    public <T extends ConfigurationObject> Optional<T> find(Class<T> kind, String id) {
        return read(kind, id).map(Versioned::object);
    }

    @Override
    public synchronized <T extends ConfigurationObject> Optional<Versioned<T>> read(Class<T> kind, String id) {
        return Optional.ofNullable(objects.get(key(kind, id))).map(stored -> stored.as(kind));
    }

    @Override
    public <T extends ConfigurationObject> Page<T> list(Class<T> kind, PageRequest request) {
        return page(kind, request, _ -> true);
    }

    @Override
    public Page<ApiKey> keysOf(String subscription, PageRequest request) {
        return page(
                ApiKey.class,
                request,
                stored -> stored.object() instanceof ApiKey key
                        && key.subscription().equals(subscription));
    }

    private synchronized <T extends ConfigurationObject> Page<T> page(
            Class<T> kind, PageRequest request, Predicate<Stored> isWanted) {
        var found = objects.subMap(key(kind, request.after()), false, key(kind, "~"), true).values().stream()
                .filter(isWanted)
                .limit(request.limit() + 1L)
                .toList();
        var isLast = found.size() <= request.limit();
        var entries = found.stream()
                .limit(request.limit())
                .map(stored -> stored.entry(kind))
                .toList();
        return new Page<>(entries, isLast ? "" : entries.getLast().id());
    }

    private static String key(Class<?> kind, String id) {
        return kind.getSimpleName() + "#" + id;
    }

    private record Stored(String id, @Nullable ConfigurationObject object, long version) {
        <T extends ConfigurationObject> Versioned<T> as(Class<T> kind) {
            if (object == null) {
                throw new StoreException.Corrupt("%s %s cannot be read".formatted(kind.getSimpleName(), id));
            }
            return new Versioned<>(kind.cast(object), version);
        }

        <T extends ConfigurationObject> Page.Entry<T> entry(Class<T> kind) {
            try {
                return new Page.Found<>(as(kind));
            } catch (StoreException.Corrupt e) {
                return new Page.Unreadable<>(id, e);
            }
        }
    }
}
