package dev.tollgate.upstream.openai;

import dev.tollgate.core.usage.Usage;
import dev.tollgate.upstream.Metering;
import dev.tollgate.upstream.StreamMeter;
import dev.tollgate.upstream.http.ReplyHead;
import java.util.Optional;

/**
 * Meters chat completions.
 *
 * @param usageAsked whether the caller asked for usage figures in the stream
 */
record ChatMetering(boolean usageAsked) implements Metering {
    @Override
    public Optional<Usage> usageOf(ReplyHead head, byte[] body) {
        return OpenAiUsage.find(body);
    }

    @Override
    public Optional<StreamMeter> streamMeter(ReplyHead head) {
        return head.isEventStream() ? Optional.of(new ChatStreamMeter(usageAsked)) : Optional.empty();
    }
}
