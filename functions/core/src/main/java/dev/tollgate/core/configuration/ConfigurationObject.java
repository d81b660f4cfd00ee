package dev.tollgate.core.configuration;

import java.util.Set;

/** What the configuration consists of. Every object is found by its kind and its id. */
public sealed interface ConfigurationObject permits Policy, PriceTable, Backend, Subscription, ApiKey {
    /** The id, unique among the objects of its kind. */
    String id();

    /** The objects that this one names: without them it means nothing. */
    Set<Reference> references();

    /**
     * Checks an id: 1 to 60 letters, digits, {@code _}, {@code .} or {@code -}, so that it can stand in URLs and counter
     * keys as it is.
     *
     * @return the id
     * @throws IllegalArgumentException if it is anything else
     */
    static String requireId(String id) {
        if (!isId(id)) {
            throw new IllegalArgumentException(
                    "an id is 1 to 60 letters, digits, '_', '.' or '-', starting with a letter or digit");
        }
        return id;
    }

    /** Whether this is the form of an id. */
    static boolean isId(String text) {
        return text.matches("[A-Za-z0-9][A-Za-z0-9_.-]{0,59}");
    }
}
