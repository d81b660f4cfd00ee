package dev.tollgate.upstream.openai;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tollgate.core.usage.Usage;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads {@code usage} of a chat completion. Cached tokens are inside the prompt's, reasoning inside the completion's. */
final class OpenAiUsage {
    private static final JsonFactory FACTORY = JsonFactory.builder().build();
    private static final ObjectReader READER =
            JsonMapper.builder(FACTORY).build().readerFor(JsonNode.class);

    private OpenAiUsage() {}

    /** Of a whole reply, which may be large: only its usage is made a tree of. */
    static Optional<Usage> find(byte[] reply) {
        try (var parser = FACTORY.createParser(reply)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                var isUsage = parser.currentName().equals("usage");
                parser.nextToken();
                if (isUsage) {
                    return read(READER.readValue(parser));
                }
                parser.skipChildren();
            }
            return Optional.empty();
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /** Empty where a figure is missing: an explicit zero is a figure. */
    static Optional<Usage> read(JsonNode usage) {
        var prompt = figure(usage.path("prompt_tokens"));
        var total = figure(usage.path("total_tokens"));
        var completion = figure(usage.path("completion_tokens"));
        if (prompt.isEmpty() || (completion.isEmpty() && total.isEmpty())) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Usage(
                    prompt.getAsLong(),
                    completion.orElseGet(() -> total.getAsLong() - prompt.getAsLong()),
                    total.orElse(0),
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

    private static OptionalLong figure(JsonNode value) {
        return value.isIntegralNumber() ? OptionalLong.of(value.asLong()) : OptionalLong.empty();
    }
}
