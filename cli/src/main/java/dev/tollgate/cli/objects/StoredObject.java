package dev.tollgate.cli.objects;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * An object as it was read.
 *
 * @param object all of it
 * @param version which one it was: not yet the tag that {@code If-Match} wants, which lists do not have
 */
public record StoredObject(ConfiguredObject object, long version) {
    /** As it is shown. */
    static StoredObject of(Kind kind, JsonNode shown) {
        return new StoredObject(
                ConfiguredObject.of(kind, shown), shown.path("version").asLong());
    }
}
