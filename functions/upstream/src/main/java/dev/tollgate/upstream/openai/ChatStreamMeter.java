package dev.tollgate.upstream.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tollgate.core.usage.Usage;
import dev.tollgate.upstream.StreamMeter;
import dev.tollgate.upstream.sse.SseEvent;
import java.util.Optional;

/**
 * Takes the usage of a chat stream: from one chunk of its own before {@code [DONE]}, whose {@code choices} are empty, or
 * (Mistral) from the last chunk. The chunk of its own is hidden from a caller who did not ask for it: clients that expect
 * a choice in every chunk break on it.
 */
final class ChatStreamMeter implements StreamMeter {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final boolean usageAsked;
    private Optional<Usage> usage = Optional.empty();

    ChatStreamMeter(boolean usageAsked) {
        this.usageAsked = usageAsked;
    }

    @Override
    public boolean passes(SseEvent event) {
        var data = event.data();
        if (!data.contains("\"usage\"")) {
            return true;
        }
        var chunk = read(data);
        var reported = OpenAiUsage.read(chunk);
        if (reported.isEmpty()) {
            return true;
        }
        usage = reported;
        var choices = chunk.path("choices");
        return usageAsked || !(choices.isArray() && choices.isEmpty());
    }

    @Override
    public Optional<Usage> usage() {
        return usage;
    }

    private static JsonNode read(String data) {
        try {
            return JSON.readTree(data);
        } catch (JsonProcessingException _) {
            return JSON.missingNode();
        }
    }
}
