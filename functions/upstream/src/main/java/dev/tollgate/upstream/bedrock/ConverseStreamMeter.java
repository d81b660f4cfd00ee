package dev.tollgate.upstream.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.core.usage.PromptEstimation;
import dev.tollgate.upstream.json.JsonReply;
import dev.tollgate.upstream.prompt.PromptPart;

/** Meters a stream of Converse: {@code messageStop} ends the message, and {@code metadata} behind it has its usage. */
final class ConverseStreamMeter extends MessageMeter {
    private long written;

    @Override
    void look(EventMessage message) {
        if (message.isEvent("metadata")) {
            end(JsonReply.field(message.payload(), "usage").flatMap(UsageFigures.CONVERSE::read));
        } else if (message.isEvent("contentBlockDelta")) {
            written += JsonReply.field(message.payload(), "delta")
                    .map(ConverseStreamMeter::bytesOfText)
                    .orElse(0L);
        }
    }

    private static long bytesOfText(JsonNode delta) {
        return delta.isTextual()
                ? PromptPart.bytes(delta)
                : delta.valueStream()
                        .mapToLong(ConverseStreamMeter::bytesOfText)
                        .sum();
    }

    @Override
    public long typicalCompletion() {
        return Math.ceilDiv(written, PromptEstimation.BYTES_A_TOKEN);
    }
}
