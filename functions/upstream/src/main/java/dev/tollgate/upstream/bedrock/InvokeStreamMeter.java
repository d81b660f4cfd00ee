package dev.tollgate.upstream.bedrock;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.upstream.Metering;
import dev.tollgate.upstream.json.JsonReply;
import java.util.Base64;
import java.util.Optional;

/** Meters a stream of InvokeModel: its events hold those of the model, in base64, and Bedrock adds the usage to the last one. */
final class InvokeStreamMeter extends MessageMeter {
    private static final String METRICS = "amazon-bedrock-invocationMetrics";

    private long typical;

    @Override
    void look(EventMessage message) {
        if (message.isEvent("chunk")) {
            JsonReply.field(message.payload(), "bytes")
                    .flatMap(InvokeStreamMeter::decode)
                    .ifPresent(this::look);
        }
    }

    private void look(byte[] chunk) {
        typical += Metering.typicalOfEvent(chunk.length);
        if (new String(chunk, UTF_8).contains(METRICS)) {
            JsonReply.field(chunk, METRICS).ifPresent(metrics -> end(UsageFigures.METRICS.read(metrics)));
        }
    }

    private static Optional<byte[]> decode(JsonNode base64) {
        try {
            return Optional.of(Base64.getDecoder().decode(base64.asText()));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    @Override
    public long typicalCompletion() {
        return typical;
    }
}
