package dev.tollgate.admin.form;

import dev.tollgate.core.configuration.Backend;
import dev.tollgate.core.configuration.BackendLimits;
import dev.tollgate.core.configuration.CallHandling;
import dev.tollgate.core.configuration.Charging;
import dev.tollgate.core.configuration.Versioned;
import dev.tollgate.core.quota.Enforcement;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * A backend.
 *
 * @param credential the name under which its credential is kept: what is kept there is shown nowhere
 */
public record BackendForm(
        String id,
        long version,
        String createdAt,
        String dialect,
        String baseUrl,
        String credential,
        List<String> models,
        SortedMap<String, String> aliases,
        HandlingForm handling,
        BackendLimitsForm limits,
        EnforcementForm enforcement,
        ChargingForm charging) {
    /** The dialects that there are: to speak them is the proxy's, which is not seen from here. */
    public static final SortedSet<String> DIALECTS = Collections.unmodifiableSortedSet(
            new TreeSet<>(Set.of("openai", "openai-compatible", "azure-openai", "anthropic", "gemini", "bedrock")));

    static final TextRule MODEL = TextRule.upTo(256);

    private static final int MOST_MODELS = 1_000;
    private static final int HIGHEST_PORT = 65_535;
    private static final TextRule BASE_URL = new TextRule(
            1_000,
            BackendForm::isBaseUrl,
            "must be http(s)://host[:port][/path] in ASCII, without query, fragment and user info");

    /** Of which nothing is wrong but what is put into it. */
    private static final Backend PRICED =
            Backend.of("any", "any", URI.create("https://any"), "any").with(Charging.PLAIN.withPrices("any"));

    /** As it is stored. */
    public static BackendForm of(Versioned<Backend> stored) {
        var backend = stored.object();
        return new BackendForm(
                backend.id(),
                stored.version(),
                stored.createdAt().toString(),
                backend.dialect(),
                backend.baseUrl().toString(),
                backend.credential(),
                backend.models().stream().sorted().toList(),
                new TreeMap<>(backend.aliases()),
                HandlingForm.of(backend.handling()),
                BackendLimitsForm.of(backend.limits()),
                EnforcementForm.of(backend.enforcement()),
                ChargingForm.of(backend.charging()));
    }

    /** As it is sent. */
    static Optional<Backend> read(Fields fields) {
        var id = fields.id("id");
        var dialect = dialect(fields);
        var baseUrl = baseUrl(fields);
        var credential = fields.id("credential");
        var models = fields.distinct("models", MOST_MODELS, MODEL);
        var aliases = fields.members("aliases", MOST_MODELS, MODEL, value -> value.text(MODEL));
        var handling = fields.object("handling", HandlingForm::read).orElse(CallHandling.DEFAULT);
        var limits = fields.object("limits", BackendLimitsForm::read).orElse(BackendLimits.ProviderWide.NONE);
        var enforcement = fields.object("enforcement", EnforcementForm::read).orElse(Enforcement.STRICT);
        var charging = fields.object("charging", ChargingForm::read).orElse(Charging.PLAIN);
        ChargingForm.requirePrices(fields, limits.all());
        fields.check(
                "models", () -> PRICED.withModels(models).withAliases(aliases).with(limits));
        return fields.make(() -> new Backend(
                id,
                dialect,
                baseUrl.orElseThrow(),
                credential,
                models,
                aliases,
                handling,
                limits,
                enforcement,
                charging));
    }

    private static String dialect(Fields fields) {
        fields.require("dialect");
        return fields.choice("dialect", DIALECTS.toArray(String[]::new), Function.identity(), "");
    }

    private static Optional<URI> baseUrl(Fields fields) {
        if (!fields.require("baseUrl")) {
            return Optional.empty();
        }
        return fields.value("baseUrl").text(BASE_URL).map(URI::create);
    }

    private static boolean isBaseUrl(String text) {
        try {
            var url = URI.create(text);
            Backend.of("any", "any", url, "any");
            return url.getPort() <= HIGHEST_PORT && url.toASCIIString().equals(text);
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
