package dev.tollgate.local;

import dev.tollgate.core.Redacted;
import dev.tollgate.core.configuration.Backend;
import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * A provider behind the backend of its name: the real one where the environment has a key for it, else the demo model.
 *
 * @param backend the backend's id, and the name of its credential
 * @param dialect what it speaks
 * @param key the real provider's key, empty where there is none
 * @param baseUrl where the real provider is, what stands before its own paths
 */
record Provider(String backend, String dialect, Redacted key, URI baseUrl) {
    /** Each customer has an address of its own. */
    private static final String NONE = "";

    private static final String OPENAI = "https://api.openai.com/v1";

    /** The providers that the environment names, by the variables that their own SDKs read. */
    static List<Provider> of(Map<String, String> environment) {
        var region = environment.getOrDefault("AWS_REGION", "us-east-1");
        return List.of(
                of("openai", "openai", environment, "OPENAI_API_KEY", "OPENAI_BASE_URL", OPENAI)
                        .compatible(),
                of("azure", "azure-openai", environment, "AZURE_OPENAI_API_KEY", "AZURE_OPENAI_ENDPOINT", NONE),
                of(
                        "anthropic",
                        "anthropic",
                        environment,
                        "ANTHROPIC_API_KEY",
                        "ANTHROPIC_BASE_URL",
                        "https://api.anthropic.com"),
                of(
                        "gemini",
                        "gemini",
                        environment,
                        "GEMINI_API_KEY",
                        "GOOGLE_GEMINI_BASE_URL",
                        "https://generativelanguage.googleapis.com"),
                of(
                        "bedrock",
                        "bedrock",
                        environment,
                        "AWS_BEARER_TOKEN_BEDROCK",
                        "AWS_ENDPOINT_URL_BEDROCK_RUNTIME",
                        "https://bedrock-runtime.%s.amazonaws.com".formatted(region)));
    }

    /** The backend that it stands behind. */
    Backend backend(URI demoModel) {
        return Backend.of(backend, dialect, isReal() ? baseUrl : demoModel, backend);
    }

    /** Whether calls go to the real provider. */
    boolean isReal() {
        return !key.reveal().isEmpty();
    }

    /** Where calls go, for people. */
    String destination() {
        return isReal() ? baseUrl.toString() : "the demo model";
    }

    /** Only OpenAI's own API, and the demo model, are known to take {@code max_completion_tokens}. */
    private Provider compatible() {
        return isReal() && !baseUrl.equals(baseUrl("", OPENAI))
                ? new Provider(backend, "openai-compatible", key, baseUrl)
                : this;
    }

    private static Provider of(
            String backend,
            String dialect,
            Map<String, String> environment,
            String keyVariable,
            String urlVariable,
            String defaultUrl) {
        var key = environment.getOrDefault(keyVariable, "");
        var url = environment.getOrDefault(urlVariable, defaultUrl);
        if (!key.isEmpty() && url.isEmpty()) {
            throw new IllegalArgumentException("%s must be set where %s is".formatted(urlVariable, keyVariable));
        }
        return new Provider(backend, dialect, new Redacted(key), baseUrl(urlVariable, url));
    }

    /** The paths of a dialect have their {@code /v1}, so that of the base URL goes. */
    private static URI baseUrl(String variable, String text) {
        var withoutVersion = text.replaceFirst("/(v1)?/?$", "");
        try {
            return URI.create(withoutVersion);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("%s must be a URL, not '%s'".formatted(variable, text), e);
        }
    }
}
