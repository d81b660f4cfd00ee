package dev.tollgate.upstream.bedrock;

import dev.tollgate.core.usage.Usage;
import dev.tollgate.upstream.Metering;
import dev.tollgate.upstream.StreamMeter;
import dev.tollgate.upstream.http.ReplyHead;
import dev.tollgate.upstream.json.JsonReply;
import java.util.Optional;

/** Meters Converse. */
record ConverseMetering() implements Metering {
    @Override
    public Optional<Usage> usageOf(ReplyHead head, byte[] body) {
        return JsonReply.field(body, "usage").flatMap(UsageFigures.CONVERSE::read);
    }

    @Override
    public Optional<StreamMeter> streamMeter(ReplyHead head) {
        return MessageMeter.isStream(head) ? Optional.of(new ConverseStreamMeter()) : Optional.empty();
    }
}
