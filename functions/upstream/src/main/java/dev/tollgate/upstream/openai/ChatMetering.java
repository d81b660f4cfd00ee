package dev.tollgate.upstream.openai;

import dev.tollgate.core.usage.Usage;
import dev.tollgate.upstream.ErrorForm;
import dev.tollgate.upstream.Metering;
import dev.tollgate.upstream.StreamMeter;
import dev.tollgate.upstream.http.ReplyHead;
import java.util.Optional;

/**
 * Meters completions, of chats and of prompts.
 *
 * @param completions how many completions a stream may have
 * @param usageAsked whether the caller asked for usage figures in the stream
 * @param errors how an error is written into a stream
 */
record ChatMetering(long completions, boolean usageAsked, ErrorForm errors) implements Metering {
    @Override
    public Optional<Usage> usageOf(ReplyHead head, byte[] body) {
        return UsageReader.CHAT.find(body);
    }

    @Override
    public Optional<StreamMeter> streamMeter(ReplyHead head) {
        return head.isEventStream()
                ? Optional.of(new ChatStreamMeter(completions, usageAsked, errors))
                : Optional.empty();
    }
}
