package dev.tollgate.testkit.provider;

import java.util.Map;

/**
 * A call as a provider's clients make it.
 *
 * @param path the provider's own, without its query
 * @param query by name
 * @param body JSON, which allows {@link RecordedApi#MAXIMUM} tokens as a completion where the API has one
 */
public record RecordedCall(String path, Map<String, String> query, String body) {
    /** A call without a query. */
    public RecordedCall(String path, String body) {
        this(path, Map.of(), body);
    }
}
