package dev.tollgate.local;

import dev.tollgate.admin.CredentialStore;
import dev.tollgate.core.Redacted;
import dev.tollgate.upstream.Credential;
import dev.tollgate.upstream.Credentials;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The providers' credentials of a stage, in memory: those of the environment, and what was set since the start. Thread safe. */
final class LocalCredentials implements Credentials, CredentialStore {
    private final Map<String, Redacted> known;

    /** Begins with these. */
    LocalCredentials(Map<String, Redacted> first) {
        this.known = new ConcurrentHashMap<>(first);
    }

    @Override
    public Optional<Credential> find(String name) {
        return name.equals(AWS_ROLE)
                ? Optional.of(new Credential.AwsRole())
                : Optional.ofNullable(known.get(name)).map(Credential.Secret::new);
    }

    @Override
    public void put(String name, Redacted value) {
        known.put(name, value);
    }

    @Override
    public boolean has(String name) {
        return known.containsKey(name);
    }
}
