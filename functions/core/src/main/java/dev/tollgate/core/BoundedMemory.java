package dev.tollgate.core;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Remembers a bounded number of values by their keys, and forgets the least recently used. Thread safe.
 *
 * @param <K> what finds a value
 * @param <V> what is remembered
 */
public final class BoundedMemory<K, V> {
    private final Map<K, V> values;

    /** @param capacity how many values it holds at most */
    public BoundedMemory(int capacity) {
        this.values = new LeastRecentlyUsed<>(capacity);
    }

    /** The value, empty where it is not known or no longer. */
    public synchronized Optional<V> recall(K key) {
        return Optional.ofNullable(values.get(key));
    }

    /** The value; a new one, which is remembered from now on, where it is not known. */
    public synchronized V recallOr(K key, Supplier<V> otherwise) {
        return values.computeIfAbsent(key, _ -> otherwise.get());
    }

    /** Remembers a value, over the one of the same key. */
    public synchronized void remember(K key, V value) {
        values.put(key, value);
    }

    /** Forgets a value. */
    public synchronized void forget(K key) {
        values.remove(key);
    }

    private static final class LeastRecentlyUsed<K, V> extends LinkedHashMap<K, V> {
        private static final long serialVersionUID = 1;

        private final int capacity;

        LeastRecentlyUsed(int capacity) {
            super(16, 0.75f, true);
            this.capacity = capacity;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > capacity;
        }
    }
}
