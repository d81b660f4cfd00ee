package dev.tollgate.core;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** One of the two halves of a Tollgate. They share no resource: a key of one is refused by the other. */
public enum Stage {
    PRODUCTION,
    SANDBOX;

    /** The name in URLs, keys and resource names: lower case. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The stage with this id, empty where there is none. */
    public static Optional<Stage> of(String id) {
        return Arrays.stream(values()).filter(stage -> stage.id().equals(id)).findFirst();
    }
}
