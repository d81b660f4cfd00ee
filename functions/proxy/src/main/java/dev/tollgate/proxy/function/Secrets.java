package dev.tollgate.proxy.function;

import dev.tollgate.core.Redacted;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Secrets by their full names, each remembered as {@link CachedSecret} says. Thread safe. The names come from the
 * configuration, so there are only a few.
 */
final class Secrets {
    private final Map<String, CachedSecret> secrets = new ConcurrentHashMap<>();
    private final SecretSource source;
    private final InstantSource clock;

    Secrets(SecretSource source, InstantSource clock) {
        this.source = source;
        this.clock = clock;
    }

    /** What is known of a secret now. */
    Secret find(String name) {
        return cached(name).find();
    }

    /** Another text than the one that was refused, empty where there is none. */
    Optional<Redacted> renewed(String name, Redacted refused) {
        return cached(name).renewed(refused);
    }

    /** Reads one that will be needed; what fails is left to whoever needs it. Whether it could be read. */
    boolean readAhead(String name) {
        return cached(name).readAhead();
    }

    private CachedSecret cached(String name) {
        return secrets.computeIfAbsent(name, _ -> new CachedSecret(name, source, clock));
    }
}
