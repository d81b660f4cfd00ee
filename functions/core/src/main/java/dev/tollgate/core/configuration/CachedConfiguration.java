package dev.tollgate.core.configuration;

import dev.tollgate.core.BoundedMemory;
import dev.tollgate.core.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
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
    private final BoundedMemory<Key, Answer> found = new BoundedMemory<>(FOUND_CAPACITY);
    private final BoundedMemory<Key, Answer> missing = new BoundedMemory<>(MISSING_CAPACITY);

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

    /**
     * Takes an object that was read elsewhere, such as in a list, as if it had been found here.
     *
     * @param askedAt when it was asked for
     */
    public void remember(ConfigurationObject object, Instant askedAt) {
        remember(new Key(object.getClass(), object.id()), new Answer(Optional.of(object), askedAt));
    }

    private Optional<Answer> recall(Key key) {
        return found.recall(key).or(() -> missing.recall(key));
    }

    private void remember(Key key, Answer answer) {
        if (answer.object().isPresent()) {
            found.remember(key, answer);
        } else {
            found.forget(key);
            missing.remember(key, answer);
        }
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
}
