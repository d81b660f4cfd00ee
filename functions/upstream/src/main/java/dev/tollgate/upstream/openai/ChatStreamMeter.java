package dev.tollgate.upstream.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tollgate.core.usage.Usage;
import dev.tollgate.upstream.Fault;
import dev.tollgate.upstream.Frame;
import dev.tollgate.upstream.Frames;
import dev.tollgate.upstream.StreamMeter;
import dev.tollgate.upstream.sse.SseReader;
import java.io.InputStream;
import java.util.Optional;

/**
 * Takes the usage of a chat stream: from one chunk of its own before {@code [DONE]}, whose {@code choices} are empty, or
 * from the last chunk before it (Mistral). Some servers report a running figure with every chunk; only the last one is the
 * bill.
 *
 * <p>The chunk of its own is hidden from a caller who did not ask for it: clients that expect a choice in every chunk break
 * on it.
 */
final class ChatStreamMeter implements StreamMeter {
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final String DONE = "[DONE]";

    private final boolean usageAsked;
    private Optional<Usage> reported = Optional.empty();
    private boolean isFinal;
    private boolean done;
    private long chunks;

    ChatStreamMeter(boolean usageAsked) {
        this.usageAsked = usageAsked;
    }

    @Override
    public Frames frames(InputStream body) {
        return new SseReader(body);
    }

    @Override
    public boolean passes(Frame frame) {
        var data = frame.data();
        if (data.equals(DONE)) {
            done = true;
            return true;
        }
        if (data.isEmpty()) {
            return true;
        }
        chunks++;
        if (!data.contains("\"usage\"")) {
            return true;
        }
        var chunk = read(data);
        var usage = OpenAiUsage.read(chunk.path("usage"));
        if (usage.isEmpty()) {
            return true;
        }
        reported = usage;
        var choices = chunk.path("choices");
        var isOfItsOwn = choices.isArray() && choices.isEmpty();
        isFinal = isOfItsOwn;
        return usageAsked || !isOfItsOwn;
    }

    @Override
    public Optional<Usage> usage() {
        return isFinal || done ? reported : Optional.empty();
    }

    @Override
    public boolean isComplete() {
        return isFinal || done;
    }

    @Override
    public byte[] error(Fault fault) {
        return ("data: " + OpenAiError.of(fault).json() + "\n\n").getBytes(UTF_8);
    }

    /** Servers send a token a chunk. */
    @Override
    public long typicalCompletion() {
        return chunks;
    }

    private static JsonNode read(String data) {
        try {
            return JSON.readTree(data);
        } catch (JsonProcessingException _) {
            return JSON.missingNode();
        }
    }
}
