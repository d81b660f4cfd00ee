package dev.tollgate.admin.form;

import dev.tollgate.core.configuration.ApiKey;
import dev.tollgate.core.configuration.Versioned;

/** A key, without what it is recognised by. */
public record KeyForm(String id, long version, String subscription) {
    /** As it is stored. */
    public static KeyForm of(Versioned<ApiKey> stored) {
        var key = stored.object();
        return new KeyForm(key.id(), stored.version(), key.subscription());
    }
}
