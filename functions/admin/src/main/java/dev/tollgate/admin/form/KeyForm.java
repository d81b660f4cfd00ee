package dev.tollgate.admin.form;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tollgate.core.configuration.ApiKey;
import dev.tollgate.core.configuration.Validity;
import dev.tollgate.core.configuration.Versioned;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A key, without what it is recognised by.
 *
 * @param lastUsed the day in UTC of its last call that was admitted, absent where none was yet
 * @param expiresAt the first moment at which it may not be used, absent where it does not expire
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record KeyForm(
        String id,
        long version,
        String createdAt,
        String subscription,
        @Nullable String expiresAt,
        @Nullable String lastUsed) {
    /** As it is stored, of a key that was not used yet. */
    public static KeyForm of(Versioned<ApiKey> stored) {
        var key = stored.object();
        return new KeyForm(
                key.id(),
                stored.version(),
                stored.createdAt().toString(),
                key.subscription(),
                SubscriptionForm.Valid.unless(
                        Validity.ALWAYS.until(), key.validity().until()),
                null);
    }

    /** The same, last used on this day. */
    public KeyForm lastUsed(LocalDate day) {
        return new KeyForm(id, version, createdAt, subscription, expiresAt, day.toString());
    }
}
