package dev.tollgate.core.configuration;

import dev.tollgate.core.quota.Quota;
import java.net.URI;
import java.util.List;
import java.util.Set;

/**
 * A provider behind a stage. Immutable.
 *
 * @param id the first part of the path that callers use
 * @param dialect the wire format it speaks, such as {@code openai}
 * @param baseUrl where it is: {@code http} or {@code https}, what stands before the provider's own path
 * @param credential the name under which the credential for it is kept, never the credential itself
 * @param quotas what all callers together may ask of it; may be empty
 * @param models the models that may be called; all where it is empty
 */
public record Backend(String id, String dialect, URI baseUrl, String credential, List<Quota> quotas, Set<String> models)
        implements ConfigurationObject {
    /** @throws IllegalArgumentException if the URL is not one of a server, or two quotas share a window length */
    public Backend {
        ConfigurationObject.requireId(id);
        if (!Set.of("http", "https").contains(String.valueOf(baseUrl.getScheme())) || baseUrl.getHost() == null) {
            throw new IllegalArgumentException("baseUrl must be http(s)://host[:port][/path]");
        }
        if (baseUrl.getRawQuery() != null || baseUrl.getRawFragment() != null || baseUrl.getRawUserInfo() != null) {
            throw new IllegalArgumentException("baseUrl must have no query, fragment or user info");
        }
        quotas = List.copyOf(quotas);
        Quota.requireDistinctWindows(quotas);
        models = Set.copyOf(models);
    }

    /** Whether this model may be called. */
    public boolean allows(String model) {
        return models.isEmpty() || models.contains(model);
    }

    /** Where a path of the provider's own is found, such as {@code /v1/models}. */
    public URI resolve(String path) {
        var base = baseUrl.toString();
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
    }
}
