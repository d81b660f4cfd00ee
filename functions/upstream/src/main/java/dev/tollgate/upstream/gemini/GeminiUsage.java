package dev.tollgate.upstream.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.core.usage.Usage;
import java.util.Optional;

/**
 * Reads Gemini's {@code usageMetadata}. A figure that is zero is left out. Cached tokens are inside the prompt's; what tools
 * brought into the prompt is beside it, and thoughts are beside the candidates. The total is the sum of these four.
 *
 * @see <a href="https://ai.google.dev/api/generate-content#UsageMetadata">the figures</a>
 */
final class GeminiUsage {
    static final String FIELD = "usageMetadata";

    private GeminiUsage() {}

    /** Empty where the prompt's figure is missing, which is never zero, or where one is none at all. */
    static Optional<Usage> read(JsonNode usage) {
        if (!usage.hasNonNull("promptTokenCount")) {
            return Optional.empty();
        }
        try {
            var prompt = figure(usage, "promptTokenCount") + figure(usage, "toolUsePromptTokenCount");
            var thoughts = figure(usage, "thoughtsTokenCount");
            return Optional.of(new Usage(
                    prompt,
                    figure(usage, "candidatesTokenCount") + thoughts,
                    figure(usage, "totalTokenCount"),
                    Math.min(prompt, figure(usage, "cachedContentTokenCount")),
                    0,
                    thoughts,
                    Usage.Source.PROVIDER));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static long figure(JsonNode usage, String name) {
        var value = usage.path(name);
        if (value.isMissingNode()) {
            return 0;
        }
        if (!value.isInt() || value.asInt() < 0) {
            throw new IllegalArgumentException("no figure: " + name);
        }
        return value.asInt();
    }
}
