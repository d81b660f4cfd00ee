package dev.tollgate.upstream.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tollgate.core.usage.Usage;
import dev.tollgate.upstream.Fault;
import dev.tollgate.upstream.Frame;
import dev.tollgate.upstream.Frames;
import dev.tollgate.upstream.StreamMeter;
import dev.tollgate.upstream.json.EventJson;
import dev.tollgate.upstream.sse.SseReader;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;

/**
 * Takes the usage of a stream of a response from its last event, which holds the whole response. An event {@code error} ends
 * such a stream too, but says nothing of what it cost: it counts as broken off.
 */
final class ResponsesStreamMeter implements StreamMeter {
    private static final Set<String> LAST = Set.of("response.completed", "response.incomplete", "response.failed");

    /** OpenRouter ends these streams with it as well. */
    private static final String DONE = "[DONE]";

    private Optional<Usage> reported = Optional.empty();
    private boolean ended;
    private long nextNumber;
    private long written;

    @Override
    public Frames frames(InputStream body) {
        return new SseReader(body);
    }

    @Override
    public boolean passes(Frame frame) {
        var data = frame.data();
        var event = EventJson.read(data);
        nextNumber = Math.max(nextNumber, event.path("sequence_number").asLong(-1) + 1);
        var type = event.path("type").asText();
        if (type.endsWith(".delta")) {
            written++;
        }
        if (LAST.contains(type)) {
            reported = UsageReader.RESPONSES.read(event.path("response"));
            ended = true;
        }
        ended |= data.equals(DONE);
        return true;
    }

    @Override
    public Optional<Usage> usage() {
        return reported;
    }

    @Override
    public boolean isComplete() {
        return ended;
    }

    /** Servers send a token a delta. */
    @Override
    public long typicalCompletion() {
        return written;
    }

    @Override
    public byte[] error(Fault fault) {
        return "event: error\ndata: %s\n\n"
                .formatted(OpenAiError.of(fault).event(nextNumber))
                .getBytes(UTF_8);
    }
}
