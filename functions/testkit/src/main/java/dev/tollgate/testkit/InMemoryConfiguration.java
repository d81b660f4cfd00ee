package dev.tollgate.testkit;

import dev.tollgate.core.configuration.AuditEntry;
import dev.tollgate.core.configuration.AuditLog;
import dev.tollgate.core.configuration.Change;
import dev.tollgate.core.configuration.Committed;
import dev.tollgate.core.configuration.Configuration;
import dev.tollgate.core.configuration.ConfigurationObject;
import dev.tollgate.core.configuration.ConfigurationStore;
import dev.tollgate.core.configuration.Page;
import dev.tollgate.core.configuration.PageRequest;
import dev.tollgate.core.configuration.Receipt;
import dev.tollgate.core.configuration.Reference;
import dev.tollgate.core.configuration.Subscription;
import dev.tollgate.core.configuration.Versioned;
import dev.tollgate.core.store.StoreException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A configuration in memory, with its audit log. Thread safe. */
public final class InMemoryConfiguration implements Configuration, ConfigurationStore, AuditLog {
    private final NavigableMap<String, Stored> objects = new TreeMap<>();
    private final NavigableMap<String, AuditEntry> entries = new TreeMap<>();
    private final Map<String, Receipt> receipts = new HashMap<>();

    /** A configuration of these objects. */
    public InMemoryConfiguration(ConfigurationObject... objects) {
        for (var object : objects) {
            put(object);
        }
    }

    /** Adds an object, or replaces the one of its kind and id, whatever it names. */
    public synchronized void put(ConfigurationObject object) {
        objects.merge(
                key(object.getClass(), object.id()),
                new Stored(object.id(), object, 1, Instant.EPOCH),
                (old, _) -> new Stored(object.id(), object, old.version() + 1, Instant.EPOCH));
    }

    /** Makes what is stored of an object such that it cannot be understood. */
    public synchronized void spoil(Class<? extends ConfigurationObject> kind, String id) {
        objects.put(key(kind, id), new Stored(id, null, 1, Instant.EPOCH));
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
    public <T extends ConfigurationObject> Page<T> naming(Reference named, Class<T> kind, PageRequest request) {
        return page(kind, request, stored -> stored.names(named));
    }

    @Override
    public Page<Subscription> subscriptionsOf(String subscriber, PageRequest request) {
        return page(
                Subscription.class,
                request,
                stored -> stored.object() instanceof Subscription subscription
                        && subscription.subscriber().name().equals(subscriber));
    }

    @Override
    public synchronized <T extends ConfigurationObject> Committed<T> commit(
            Change<T> change, AuditEntry entry, Optional<Receipt> receipt) {
        var earlier = receipt.map(Receipt::id).map(receipts::get);
        if (earlier.isPresent()) {
            return new Committed.Repeated<>(earlier.get());
        }
        var key = key(change.object().kind(), change.object().id());
        var expected = change.before()
                .map(before -> new Stored(before.object().id(), null, before.version(), before.createdAt()));
        var found = Optional.ofNullable(objects.get(key));
        if (!expected.equals(found.map(Stored::withoutObject))) {
            return new Committed.Conflict<>();
        }
        if (change.after().isEmpty() && objects.values().stream().anyMatch(other -> other.names(change.object()))) {
            return new Committed.InUse<>();
        }
        var missing = change.after().stream()
                .flatMap(object -> object.references().stream())
                .filter(named -> !objects.containsKey(key(named.kind(), named.id())))
                .toList();
        if (!missing.isEmpty()) {
            return new Committed.Dangling<>(missing);
        }
        entries.put(entry.id(), entry);
        receipt.ifPresent(kept -> receipts.put(kept.id(), kept));
        if (change.after().isEmpty()) {
            objects.remove(key);
            return new Committed.Done<>(change.before().orElseThrow());
        }
        var object = change.after().get();
        var stored = change.before()
                .map(before -> before.next(object))
                .orElseGet(() -> new Versioned<>(object, 1, entry.at()));
        objects.put(key, new Stored(object.id(), object, stored.version(), stored.createdAt()));
        return new Committed.Done<>(stored);
    }

    @Override
    public synchronized void append(AuditEntry entry) {
        entries.put(entry.id(), entry);
    }

    @Override
    public synchronized AuditPage entries(AuditQuery query) {
        var found = entries.descendingMap().values().stream()
                .filter(entry ->
                        !entry.at().isBefore(query.from()) && entry.at().isBefore(query.until()))
                .filter(entry -> query.after().isEmpty() || entry.id().compareTo(query.after()) < 0)
                .filter(entry -> query.subject()
                        .map(new Subject(entry.kind(), entry.object())::equals)
                        .orElse(true))
                .limit(query.limit() + 1L)
                .toList();
        var isLast = found.size() <= query.limit();
        var wanted = found.stream().limit(query.limit()).toList();
        return new AuditPage(wanted, isLast ? "" : wanted.getLast().id());
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

    /** @param object nothing where it cannot be understood */
    private record Stored(String id, @Nullable ConfigurationObject object, long version, Instant createdAt) {
        Stored withoutObject() {
            return new Stored(id, null, version, createdAt);
        }

        boolean names(Reference named) {
            return object != null && object.references().contains(named);
        }

        <T extends ConfigurationObject> Versioned<T> as(Class<T> kind) {
            if (object == null) {
                throw new StoreException.Corrupt("%s %s cannot be read".formatted(kind.getSimpleName(), id));
            }
            return new Versioned<>(kind.cast(object), version, createdAt);
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
