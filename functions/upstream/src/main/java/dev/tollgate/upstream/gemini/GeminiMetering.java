package dev.tollgate.upstream.gemini;

import dev.tollgate.core.usage.Usage;
import dev.tollgate.upstream.Metering;
import dev.tollgate.upstream.StreamMeter;
import dev.tollgate.upstream.http.ReplyHead;
import dev.tollgate.upstream.json.JsonReply;
import java.util.Optional;

/**
 * Meters what is generated.
 *
 * @param isStreamed whether the reply comes in parts: as events, or as the elements of an array
 */
record GeminiMetering(boolean isStreamed) implements Metering {
    @Override
    public Optional<Usage> usageOf(ReplyHead head, byte[] body) {
        return JsonReply.field(body, GeminiUsage.FIELD).flatMap(GeminiUsage::read);
    }

    @Override
    public Optional<StreamMeter> streamMeter(ReplyHead head) {
        if (head.isEventStream()) {
            return Optional.of(new EventStreamMeter());
        }
        return isStreamed && head.isSuccess() && head.isOfType("application/json")
                ? Optional.of(new ArrayStreamMeter())
                : Optional.empty();
    }
}
