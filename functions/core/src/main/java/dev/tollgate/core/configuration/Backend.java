package dev.tollgate.core.configuration;

import dev.tollgate.core.quota.Enforcement;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A provider behind a stage. Immutable.
 *
 * @param id the first part of the path that callers use
 * @param dialect the wire format it speaks, such as {@code openai}
 * @param baseUrl where it is: {@code http} or {@code https}, what stands before the provider's own path
 * @param credential the name under which the credential for it is kept, never the credential itself
 * @param models the models that may be called by their own name; all where it is empty
 * @param aliases further names that may be called, each with the provider's name for the model behind it
 * @param handling how its calls are handled
 * @param limits what all callers together may ask of it
 * @param enforcement how the limits are held
 * @param charging what a call counts against them
 */
public record Backend(
        String id,
        String dialect,
        URI baseUrl,
        String credential,
        Set<String> models,
        Map<String, String> aliases,
        CallHandling handling,
        BackendLimits limits,
        Enforcement enforcement,
        Charging charging)
        implements ConfigurationObject {
    /**
     * @throws IllegalArgumentException if the URL is not one of a server, cost is limited and has no price table, or
     *     models are limited that are not among those that may be called
     */
    public Backend {
        ConfigurationObject.requireId(id);
        if (!Set.of("http", "https").contains(String.valueOf(baseUrl.getScheme())) || baseUrl.getHost() == null) {
            throw new IllegalArgumentException("baseUrl must be http(s)://host[:port][/path]");
        }
        if (baseUrl.getRawQuery() != null || baseUrl.getRawFragment() != null || baseUrl.getRawUserInfo() != null) {
            throw new IllegalArgumentException("baseUrl must have no query, fragment or user info");
        }
        models = Set.copyOf(models);
        aliases = Map.copyOf(aliases);
        limits.all().forEach(each -> Policy.requirePrices(each, charging));
        if (limits instanceof BackendLimits.PerResource perResource) {
            perResource.requireModelsAmong(known(models, aliases));
        }
    }

    /** A backend without limits of its own, of which every model may be called. */
    public static Backend of(String id, String dialect, URI baseUrl, String credential) {
        return new Backend(
                id,
                dialect,
                baseUrl,
                credential,
                Set.of(),
                Map.of(),
                CallHandling.DEFAULT,
                BackendLimits.ProviderWide.NONE,
                Enforcement.STRICT,
                Charging.PLAIN);
    }

    /** The same backend with these limits. */
    public Backend with(BackendLimits other) {
        return new Backend(id, dialect, baseUrl, credential, models, aliases, handling, other, enforcement, charging);
    }

    /** The same backend, whose limits are held otherwise. */
    public Backend with(Enforcement other) {
        return new Backend(id, dialect, baseUrl, credential, models, aliases, handling, limits, other, charging);
    }

    /** The same backend, charged otherwise. */
    public Backend with(Charging other) {
        return new Backend(id, dialect, baseUrl, credential, models, aliases, handling, limits, enforcement, other);
    }

    /** The same backend, of which only these models may be called. */
    public Backend withModels(Set<String> others) {
        return new Backend(id, dialect, baseUrl, credential, others, aliases, handling, limits, enforcement, charging);
    }

    /** The same backend, whose models may be called by these names too. */
    public Backend withAliases(Map<String, String> others) {
        return new Backend(id, dialect, baseUrl, credential, models, others, handling, limits, enforcement, charging);
    }

    /** The same backend, whose calls are handled otherwise. */
    public Backend with(CallHandling other) {
        return new Backend(id, dialect, baseUrl, credential, models, aliases, other, limits, enforcement, charging);
    }

    @Override
    public Set<Reference> references() {
        return charging.references();
    }

    /** Whether a model may be called by this name. */
    public boolean allows(String name) {
        return models.isEmpty() || models.contains(name) || aliases.containsKey(name);
    }

    /** The provider's name for a model that is called by this one. */
    public String providersName(String name) {
        return aliases.getOrDefault(name, name);
    }

    /** The names that may be called, in alphabetical order; of a backend whose models may all be called, its aliases. */
    public Stream<String> callable() {
        return Stream.concat(models.stream(), aliases.keySet().stream())
                .distinct()
                .sorted();
    }

    private static Set<String> known(Set<String> models, Map<String, String> aliases) {
        return models.isEmpty()
                ? Set.of()
                : Stream.concat(models.stream(), aliases.values().stream()).collect(Collectors.toUnmodifiableSet());
    }

    /** Where a path of the provider's own is found, such as {@code /v1/models}. */
    public URI resolve(String path) {
        var base = baseUrl.toString();
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
    }
}
