package dev.tollgate.admin.form;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.admin.http.Json;
import dev.tollgate.core.configuration.AuditEntry;
import org.jspecify.annotations.Nullable;

/**
 * Who did what.
 *
 * @param before how it was, absent where there was nothing
 * @param after how it is since, likewise
 * @param reason why, absent where nobody said so
 * @param request the id of the request, absent where none asked for it
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record AuditForm(
        String id,
        String at,
        String actor,
        String action,
        String kind,
        String object,
        @Nullable JsonNode before,
        @Nullable JsonNode after,
        String reason,
        String request) {
    /** As it is kept. */
    public static AuditForm of(AuditEntry entry) {
        return new AuditForm(
                entry.id(),
                entry.at().toString(),
                entry.actor(),
                entry.action(),
                entry.kind(),
                entry.object(),
                Json.read(entry.before()).orElse(null),
                Json.read(entry.after()).orElse(null),
                entry.reason(),
                entry.request());
    }
}
