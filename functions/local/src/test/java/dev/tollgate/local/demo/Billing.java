package dev.tollgate.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.local.demo.serving.Usage;
import java.util.Optional;
import java.util.stream.Stream;

/** Where usage is, by whose rules. */
enum Billing {
    OPENAI("/usage") {
        @Override
        Usage read(JsonNode usage) {
            return checked(
                    new Usage(
                            usage.path("prompt_tokens").asLong(),
                            usage.path("completion_tokens").asLong(),
                            usage.at("/prompt_tokens_details/cached_tokens").asLong(),
                            usage.at("/completion_tokens_details/reasoning_tokens")
                                    .asLong()),
                    usage.path("total_tokens"));
        }
    },
    RESPONSES("/usage") {
        @Override
        Usage read(JsonNode usage) {
            return checked(
                    new Usage(
                            usage.path("input_tokens").asLong(),
                            usage.path("output_tokens").asLong(),
                            usage.at("/input_tokens_details/cached_tokens").asLong(),
                            usage.at("/output_tokens_details/reasoning_tokens").asLong()),
                    usage.path("total_tokens"));
        }
    },
    ANTHROPIC("/usage") {
        @Override
        Usage read(JsonNode usage) {
            var cacheRead = usage.path("cache_read_input_tokens").asLong();
            return new Usage(
                    usage.path("input_tokens").asLong() + cacheRead,
                    usage.path("output_tokens").asLong(),
                    cacheRead,
                    usage.at("/output_tokens_details/thinking_tokens").asLong());
        }
    },
    GEMINI("/usageMetadata") {
        @Override
        Usage read(JsonNode usage) {
            var thoughts = usage.path("thoughtsTokenCount").asLong();
            return checked(
                    new Usage(
                            usage.path("promptTokenCount").asLong(),
                            usage.path("candidatesTokenCount").asLong() + thoughts,
                            usage.path("cachedContentTokenCount").asLong(),
                            thoughts),
                    usage.path("totalTokenCount"));
        }
    },
    BEDROCK("/usage") {
        @Override
        Usage read(JsonNode usage) {
            var cacheRead = usage.path("cacheReadInputTokens").asLong();
            return checked(
                    new Usage(
                            usage.path("inputTokens").asLong() + cacheRead,
                            usage.path("outputTokens").asLong(),
                            cacheRead,
                            0),
                    usage.path("totalTokens"));
        }
    };

    private final String pointer;

    Billing(String pointer) {
        this.pointer = pointer;
    }

    /** Where a document has it: at its top, or inside what it announces. */
    Optional<Usage> usage(JsonNode document) {
        return Stream.of("", "/response", "/metadata")
                .map(parent -> document.at(parent + pointer))
                .filter(JsonNode::isObject)
                .findFirst()
                .map(this::read);
    }

    abstract Usage read(JsonNode usage);

    /** The total is always the sum. */
    private static Usage checked(Usage usage, JsonNode total) {
        if (total.asLong() != usage.total()) {
            throw new AssertionError("a total of %s for %s".formatted(total, usage));
        }
        return usage;
    }
}
