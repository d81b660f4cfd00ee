package dev.tollgate.proxy.function;

import dev.tollgate.core.configuration.Backend;
import dev.tollgate.core.configuration.CachedConfiguration;
import dev.tollgate.core.configuration.ConfigurationCatalogue;
import dev.tollgate.core.configuration.ConfigurationObject;
import dev.tollgate.core.configuration.Page;
import dev.tollgate.core.configuration.PageRequest;
import dev.tollgate.core.configuration.Policy;
import dev.tollgate.core.configuration.PriceTable;
import dev.tollgate.upstream.http.UpstreamClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * What a first call would wait for, one after the other: its plan and its backend, the provider's key, and a connection to the
 * provider. Which call it will be is not known, so these are read for the first backends, plans and price tables that there are;
 * keys and subscriptions are too many. Thread safe.
 *
 * <p>No provider is sent anything. The lists are read at the same time, so that there are connections to the tables for as many
 * writes as a call makes at once.
 *
 * @param catalogue where the lists are read
 * @param configuration remembers what was read, and gives it to calls
 * @param upstream has the connections that calls use
 */
record ReadAhead(
        ConfigurationCatalogue catalogue,
        CachedConfiguration configuration,
        StoredCredentials credentials,
        UpstreamClient upstream,
        InstantSource clock) {
    /** Of each kind. A stage has a few; whoever has more waits for the first call of each. */
    private static final int OBJECTS = 25;

    private static final int PROVIDERS = 10;
    private static final Duration CONNECT = Duration.ofSeconds(2);

    /** Starts all of it. */
    void start(Tasks tasks) {
        tasks.start(() -> backends(tasks));
        tasks.start(() -> read(Policy.class));
        tasks.start(() -> read(PriceTable.class));
    }

    private void backends(Tasks tasks) {
        var backends = read(Backend.class);
        backends.stream()
                .map(backend -> backend.baseUrl().resolve("/"))
                .distinct()
                .limit(PROVIDERS)
                .forEach(provider -> tasks.start(() -> upstream.connect(provider, CONNECT)));
        backends.stream()
                .map(Backend::credential)
                .distinct()
                .forEach(name -> tasks.start(() -> credentials.readAhead(name)));
    }

    /** What cannot be understood is left out: calls that need it say so. */
    private <T extends ConfigurationObject> List<T> read(Class<T> kind) {
        var askedAt = clock.instant();
        var objects = catalogue.list(kind, PageRequest.first(OBJECTS)).entries().stream()
                .filter(entry -> entry instanceof Page.Found<T>)
                .map(entry -> ((Page.Found<T>) entry).stored().object())
                .toList();
        objects.forEach(object -> configuration.remember(object, askedAt));
        return objects;
    }
}
