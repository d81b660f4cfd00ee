package dev.tollgate.upstream.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.core.usage.Usage;
import java.util.Optional;

/** Reads {@code usage} of a chat completion. Cached tokens are inside the prompt's, reasoning inside the completion's. */
final class OpenAiUsage {
    private OpenAiUsage() {}

    /** Empty where there is no usage, or its figures are none: an explicit zero is a figure. */
    static Optional<Usage> read(JsonNode reply) {
        var usage = reply.path("usage");
        if (!usage.path("prompt_tokens").isIntegralNumber()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Usage(
                    usage.path("prompt_tokens").asLong(),
                    usage.path("completion_tokens").asLong(0),
                    usage.path("total_tokens").asLong(0),
                    usage.path("prompt_tokens_details").path("cached_tokens").asLong(0),
                    0,
                    usage.path("completion_tokens_details")
                            .path("reasoning_tokens")
                            .asLong(0),
                    Usage.Source.PROVIDER));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
