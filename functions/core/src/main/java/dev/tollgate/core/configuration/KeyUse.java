package dev.tollgate.core.configuration;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;

/**
 * On which day, by UTC, a key was last used: enough to see which keys nobody needs any more, and no more than one write a day.
 *
 * <p>Thread safe. Both methods block, and throw {@link dev.tollgate.core.store.StoreException}; both may be called twice.
 */
public interface KeyUse {
    /**
     * Notes that a key was used on a day. A later day that is already noted stays.
     *
     * @param key the key's id
     */
    void used(String key, LocalDate day);

    /**
     * When keys were last used.
     *
     * @param keys their ids
     * @return the day by the key's id; without those of which no use was noted
     */
    Map<String, LocalDate> lastUsed(Collection<String> keys);
}
