package dev.tollgate.upstream.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.core.usage.Usage;
import dev.tollgate.upstream.Fault;
import dev.tollgate.upstream.Frame;
import dev.tollgate.upstream.Frames;
import dev.tollgate.upstream.Metering;
import dev.tollgate.upstream.StreamMeter;
import dev.tollgate.upstream.json.EventJson;
import dev.tollgate.upstream.sse.SseReader;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;

/**
 * Takes the usage of a stream: {@code message_start} has its first figures, each {@code message_delta} the figures so far, and
 * they are the bill once {@code message_stop} has come. An event of type {@code error} ends the stream without it.
 */
final class MessagesStreamMeter implements StreamMeter {
    /** The types of events that are looked at, as their data has them. */
    private static final Set<String> TOLD = Set.of("\"message_start\"", "\"message_delta\"", "\"message_stop\"");

    private static final String TEXT = "\"content_block_delta\"";

    private final ObjectNode figures = JsonNodeFactory.instance.objectNode();
    private boolean stopped;
    private long typical;

    @Override
    public Frames frames(InputStream body) {
        return new SseReader(body);
    }

    /** Everything passes: whoever streams is sent usage without asking. */
    @Override
    public boolean passes(Frame frame) {
        var data = frame.data();
        if (TOLD.stream().anyMatch(data::contains)) {
            look(EventJson.read(data));
        }
        if (data.contains(TEXT)) {
            typical += Metering.typicalOfEvent(data.length());
        }
        return true;
    }

    private void look(JsonNode event) {
        switch (event.path("type").asText()) {
            case "message_start" -> take(event.path("message").path("usage"));
            case "message_delta" -> take(event.path("usage"));
            case "message_stop" -> stopped = true;
            default -> {}
        }
    }

    /** The figures are cumulative: set, never added. One that is null says nothing. */
    private void take(JsonNode usage) {
        usage.propertyStream()
                .filter(figure -> !figure.getValue().isNull())
                .forEach(figure -> figures.set(figure.getKey(), figure.getValue()));
    }

    @Override
    public Optional<Usage> usage() {
        return stopped ? AnthropicUsage.read(figures) : Optional.empty();
    }

    @Override
    public boolean isComplete() {
        return stopped;
    }

    @Override
    public long typicalCompletion() {
        return typical;
    }

    @Override
    public byte[] error(Fault fault) {
        return "event: error\ndata: %s\n\n"
                .formatted(AnthropicError.of(fault).json())
                .getBytes(UTF_8);
    }
}
