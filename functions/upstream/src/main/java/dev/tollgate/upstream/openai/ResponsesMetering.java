package dev.tollgate.upstream.openai;

import dev.tollgate.core.usage.Usage;
import dev.tollgate.upstream.Metering;
import dev.tollgate.upstream.StreamMeter;
import dev.tollgate.upstream.http.ReplyHead;
import java.util.Optional;

/** Meters responses. */
record ResponsesMetering() implements Metering {
    @Override
    public Optional<Usage> usageOf(ReplyHead head, byte[] body) {
        return UsageReader.RESPONSES.find(body);
    }

    @Override
    public Optional<StreamMeter> streamMeter(ReplyHead head) {
        return head.isEventStream() ? Optional.of(new ResponsesStreamMeter()) : Optional.empty();
    }
}
