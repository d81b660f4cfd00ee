package dev.tollgate.upstream.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.core.usage.Usage;
import dev.tollgate.upstream.json.Figures;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads Anthropic's {@code usage}: {@code input_tokens} are those that were neither read from the cache nor written to it, and
 * thinking is inside {@code output_tokens}. There is no total.
 *
 * <p>What was spent on the summary of a conversation, or by an advisor, is not in these figures: it stands in
 * {@code iterations} alone, and is added.
 *
 * @param input what was neither read nor written
 * @param cacheWrite what was written to the cache
 * @param cacheRead what was read from it
 * @param output what the model wrote
 */
record AnthropicUsage(long input, long cacheWrite, long cacheRead, long output) {
    private static final Set<String> NOT_IN_TOTAL = Set.of("compaction", "advisor_message");

    /** Empty where a figure is missing or none at all: an explicit zero is a figure. */
    static Optional<Usage> read(JsonNode usage) {
        try {
            var parts = Stream.concat(
                            Stream.of(usage),
                            usage.path("iterations")
                                    .valueStream()
                                    .filter(each -> NOT_IN_TOTAL.contains(
                                            each.path("type").asText())))
                    .map(AnthropicUsage::figures)
                    .toList();
            return Optional.of(sum(parts, thinking(usage)));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Usage sum(List<AnthropicUsage> parts, long thinking) {
        var cacheWrite = parts.stream().mapToLong(AnthropicUsage::cacheWrite).sum();
        var cacheRead = parts.stream().mapToLong(AnthropicUsage::cacheRead).sum();
        var prompt = parts.stream().mapToLong(AnthropicUsage::input).sum() + cacheWrite + cacheRead;
        var completion = parts.stream().mapToLong(AnthropicUsage::output).sum();
        return new Usage(
                prompt, completion, 0, cacheRead, cacheWrite, Math.min(thinking, completion), Usage.Source.PROVIDER);
    }

    private static AnthropicUsage figures(JsonNode usage) {
        return new AnthropicUsage(
                Figures.required(usage, "input_tokens"),
                Math.max(optional(usage, "cache_creation_input_tokens"), cacheCreation(usage.path("cache_creation"))),
                optional(usage, "cache_read_input_tokens"),
                Figures.required(usage, "output_tokens"));
    }

    /** The same figure by how long it is kept. In a stream it is only told once, while the sum may still grow. */
    private static long cacheCreation(JsonNode byLifetime) {
        return optional(byLifetime, "ephemeral_5m_input_tokens") + optional(byLifetime, "ephemeral_1h_input_tokens");
    }

    private static long thinking(JsonNode usage) {
        return optional(usage.path("output_tokens_details"), "thinking_tokens");
    }

    private static long optional(JsonNode object, String name) {
        return object.hasNonNull(name) ? Figures.required(object, name) : 0;
    }
}
