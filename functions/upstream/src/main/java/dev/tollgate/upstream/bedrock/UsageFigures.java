package dev.tollgate.upstream.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.core.usage.Usage;
import dev.tollgate.upstream.json.Figures;
import java.util.List;
import java.util.Optional;

/**
 * How figures of usage are called. What was read from a cache or written to it is beside the input. A figure that is no number of
 * tokens is missing, and with it all of them; an explicit zero is one. Immutable.
 *
 * @param input the tokens of the prompt that no cache had to do with
 * @param output the tokens of the completion
 * @param total all tokens
 * @param cacheRead names for those that were read, of which the first that is there counts
 * @param cacheWrite names for those that were written
 */
record UsageFigures(String input, String output, String total, List<String> cacheRead, List<String> cacheWrite) {
    /** Converse's, and those of Nova, which has the figures of the cache by both names. */
    static final UsageFigures CONVERSE = new UsageFigures(
            "inputTokens",
            "outputTokens",
            "totalTokens",
            List.of("cacheReadInputTokens", "cacheReadInputTokenCount"),
            List.of("cacheWriteInputTokens", "cacheWriteInputTokenCount"));

    /** Those of Bedrock's own beside a model's reply. */
    static final UsageFigures METRICS = new UsageFigures(
            "inputTokenCount",
            "outputTokenCount",
            "totalTokenCount",
            List.of("cacheReadInputTokenCount"),
            List.of("cacheWriteInputTokenCount"));

    /** Claude's. */
    static final UsageFigures CLAUDE = new UsageFigures(
            "input_tokens",
            "output_tokens",
            "total_tokens",
            List.of("cache_read_input_tokens"),
            List.of("cache_creation_input_tokens"));

    /** Those of the models that answer like OpenAI's. */
    static final UsageFigures CHAT =
            new UsageFigures("prompt_tokens", "completion_tokens", "total_tokens", List.of(), List.of());

    /** Empty where a figure for the prompt or the completion is missing, or one cannot be. */
    Optional<Usage> read(JsonNode usage) {
        try {
            var read = optional(usage, cacheRead);
            var written = optional(usage, cacheWrite);
            var prompt = Figures.required(usage, input) + read + written;
            return Optional.of(new Usage(
                    prompt,
                    Figures.required(usage, output),
                    optional(usage, List.of(total)),
                    read,
                    written,
                    0,
                    Usage.Source.PROVIDER));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static long optional(JsonNode usage, List<String> names) {
        return names.stream()
                .filter(usage::hasNonNull)
                .findFirst()
                .map(name -> Figures.required(usage, name))
                .orElse(0L);
    }
}
