package dev.tollgate.testkit;

import dev.tollgate.core.configuration.KeyUse;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** The use of keys in memory, held to the same contract as the real one. Thread safe. */
public final class InMemoryKeyUse implements KeyUse {
    private final Map<String, LocalDate> days = new HashMap<>();

    @Override
    public synchronized void used(String key, LocalDate day) {
        days.merge(key, day, (noted, now) -> now.isAfter(noted) ? now : noted);
    }

    @Override
    public synchronized Map<String, LocalDate> lastUsed(Collection<String> keys) {
        var found = new HashMap<>(days);
        found.keySet().retainAll(keys);
        return Map.copyOf(found);
    }
}
