package dev.tollgate.proxy;

import dev.tollgate.core.BoundedMemory;
import dev.tollgate.core.configuration.KeyUse;
import dev.tollgate.core.store.StoreException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Notes on which day a key was last used: with one write for a key, a day and a process, as long as the process remembers it.
 * Thread safe; blocks for the store where it writes.
 */
final class KeyUses {
    private static final System.Logger LOGGER = System.getLogger(KeyUses.class.getName());

    /** As many as the cached configuration holds. One that is forgotten costs a write that changes nothing. */
    private static final int CAPACITY = 10_000;

    private final KeyUse store;
    private final InstantSource clock;

    /** By the key's id, the last day that was noted, in days since 1970. */
    private final BoundedMemory<String, AtomicLong> noted = new BoundedMemory<>(CAPACITY);

    KeyUses(KeyUse store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Notes a use of today. Fails never: what could not be noted is tried again at the key's next call. */
    void note(String key) {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var last = noted.recallOr(key, () -> new AtomicLong(Long.MIN_VALUE));
        var before = last.get();
        // Of calls that end together one writes.
        if (before >= today.toEpochDay() || !last.compareAndSet(before, today.toEpochDay())) {
            return;
        }
        try {
            store.used(key, today);
        } catch (StoreException e) {
            last.compareAndSet(today.toEpochDay(), before);
            LOGGER.log(System.Logger.Level.WARNING, "the last use of key {0} is not noted: {1}", key, e.getMessage());
        }
    }
}
