package dev.tollgate.core.configuration;

import java.util.Set;

/**
 * What is kept of a key: enough to recognise it, not enough to use it. Immutable.
 *
 * @param id the part of the key that is no secret
 * @param subscription the id of the subscription it speaks for
 * @param hash HMAC-SHA-256 of the whole key under the stage's pepper, in hexadecimal
 * @param validity when it may be used: from its making until it expires
 */
public record ApiKey(String id, String subscription, String hash, Validity validity) implements ConfigurationObject {
    /** @throws IllegalArgumentException if the id cannot be part of a key, or the hash is none */
    public ApiKey {
        ConfigurationObject.requireId(id);
        if (!hash.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("a hash is 64 hexadecimal digits");
        }
    }

    /** A key that does not expire. */
    public ApiKey(String id, String subscription, String hash) {
        this(id, subscription, hash, Validity.ALWAYS);
    }

    /** The same key, to be used at another time. */
    public ApiKey with(Validity other) {
        return new ApiKey(id, subscription, hash, other);
    }

    @Override
    public Set<Reference> references() {
        return Set.of(new Reference(Subscription.class, subscription));
    }
}
