package dev.tollgate.upstream.anthropic;

import dev.tollgate.core.usage.Usage;
import dev.tollgate.upstream.Metering;
import dev.tollgate.upstream.StreamMeter;
import dev.tollgate.upstream.http.ReplyHead;
import dev.tollgate.upstream.json.JsonReply;
import java.util.Optional;

/** Meters created messages. */
record MessagesMetering() implements Metering {
    @Override
    public Optional<Usage> usageOf(ReplyHead head, byte[] body) {
        return JsonReply.field(body, "usage").flatMap(AnthropicUsage::read);
    }

    @Override
    public Optional<StreamMeter> streamMeter(ReplyHead head) {
        return head.isEventStream() ? Optional.of(new MessagesStreamMeter()) : Optional.empty();
    }
}
