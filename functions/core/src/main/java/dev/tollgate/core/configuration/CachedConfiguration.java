package dev.tollgate.core.configuration;

import dev.tollgate.core.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Remembers what another configuration answered: found objects for 10 s, missing ones for 30 s. While the store fails,
 * what was found is used for up to 5 minutes.
 *
 * <p>Thread safe. Holds a bounded number of answers and forgets the least recently used; what is missing is kept apart, so
 * that whoever asks for it cannot push out what there is.
 */
public final class CachedConfiguration implements Configuration {
    private static final Duration FRESH = Duration.ofSeconds(10);
    private static final Duration MISSING = Duration.ofSeconds(30);
    private static final Duration STALE = Duration.ofMinutes(5);
    private static final int FOUND_CAPACITY = 10_000;
    private static final int MISSING_CAPACITY = 1_000;

    private final Configuration source;
    private final InstantSource clock;
    private final Map<Key, Answer> found = new LeastRecentlyUsed(FOUND_CAPACITY);
    private final Map<Key, Answer> missing = new LeastRecentlyUsed(MISSING_CAPACITY);

    /** Remembers what {@code source} answers. */
    public CachedConfiguration(Configuration source, InstantSource clock) {
        this.source = source;
        this.clock = clock;
    }

    @Override
    public <T extends ConfigurationObject> Optional<T> find(Class<T> kind, String id) {
        var now = clock.instant();
        var key = new Key(kind, id);
        var known = recall(key);
        if (known.isPresent() && known.get().isFresh(now)) {
            return known.get().object().map(kind::cast);
        }
        try {
            var found = source.find(kind, id);
            remember(key, new Answer(found.map(object -> (ConfigurationObject) object), now));
            return found;
        } catch (StoreException e) {
            return Optional.of(known.filter(answer -> answer.mayStandIn(now))
                    .flatMap(Answer::object)
                    .map(kind::cast)
                    .orElseThrow(() -> e));
        }
    }

    private synchronized Optional<Answer> recall(Key key) {
        return Optional.ofNullable(found.get(key)).or(() -> Optional.ofNullable(missing.get(key)));
    }

    private synchronized void remember(Key key, Answer answer) {
        found.remove(key);
        missing.remove(key);
        (answer.object().isPresent() ? found : missing).put(key, answer);
    }

    private record Key(Class<?> kind, String id) {}

    private record Answer(Optional<ConfigurationObject> object, Instant readAt) {
        boolean isFresh(Instant now) {
            return now.isBefore(readAt.plus(object.isPresent() ? FRESH : MISSING));
        }

        boolean mayStandIn(Instant now) {
            return object.isPresent() && now.isBefore(readAt.plus(STALE));
        }
    }

    private static final class LeastRecentlyUsed extends LinkedHashMap<Key, Answer> {
        private static final long serialVersionUID = 1;

        private final int capacity;

        LeastRecentlyUsed(int capacity) {
            super(16, 0.75f, true);
            this.capacity = capacity;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Answer> eldest) {
            return size() > capacity;
        }
    }
}
