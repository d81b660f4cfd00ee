package dev.tollgate.admin;

import dev.tollgate.core.configuration.AuditEntry;
import dev.tollgate.core.configuration.Change;
import dev.tollgate.core.configuration.Committed;
import dev.tollgate.core.configuration.ConfigurationObject;
import dev.tollgate.core.configuration.ConfigurationStore;
import dev.tollgate.core.configuration.Page;
import dev.tollgate.core.configuration.PageRequest;
import dev.tollgate.core.configuration.Receipt;
import dev.tollgate.core.configuration.Reference;
import dev.tollgate.core.configuration.Subscription;
import dev.tollgate.core.configuration.Versioned;
import java.util.Optional;

/**
 * A store that says what would become of a change, and makes none. It keeps no receipts and knows of none. Thread safe.
 *
 * @param store what it reads
 */
record DryRun(ConfigurationStore store) implements ConfigurationStore {
    @Override
    public <T extends ConfigurationObject> Optional<Versioned<T>> read(Class<T> kind, String id) {
        return store.read(kind, id);
    }

    @Override
    public <T extends ConfigurationObject> Page<T> list(Class<T> kind, PageRequest request) {
        return store.list(kind, request);
    }

    @Override
    public <T extends ConfigurationObject> Page<T> naming(Reference named, Class<T> kind, PageRequest request) {
        return store.naming(named, kind, request);
    }

    @Override
    public Page<Subscription> subscriptionsOf(String subscriber, PageRequest request) {
        return store.subscriptionsOf(subscriber, request);
    }

    /** As the store decides, in its order, by what is there now. */
    @Override
    public <T extends ConfigurationObject> Committed<T> commit(
            Change<T> change, AuditEntry entry, Optional<Receipt> receipt) {
        var object = change.object();
        var found = store.read(object.kind(), object.id());
        if (!isAsExpected(change, found)) {
            return new Committed.Conflict<>();
        }
        if (change.after().isEmpty()) {
            return Naming.first(store, object, 1).items().isEmpty()
                    ? new Committed.Done<>(change.before().orElseThrow())
                    : new Committed.InUse<>();
        }
        var after = change.after().get();
        var missing = after.references().stream()
                .filter(named -> store.read(named.kind(), named.id()).isEmpty())
                .toList();
        if (!missing.isEmpty()) {
            return new Committed.Dangling<>(missing);
        }
        return new Committed.Done<>(change.before()
                .map(before -> before.next(after))
                .orElseGet(() -> new Versioned<>(after, 1, entry.at())));
    }

    private static boolean isAsExpected(Change<?> change, Optional<? extends Versioned<?>> found) {
        return change.before().isPresent() == found.isPresent()
                && found.stream()
                        .allMatch(stored -> stored.version()
                                        == change.before().orElseThrow().version()
                                && stored.createdAt()
                                        .equals(change.before().orElseThrow().createdAt()));
    }
}
