package dev.tollgate.upstream.bedrock;

import dev.tollgate.core.usage.Usage;
import dev.tollgate.upstream.Metering;
import dev.tollgate.upstream.StreamMeter;
import dev.tollgate.upstream.http.ReplyHead;
import java.util.Optional;

/**
 * Meters InvokeModel.
 *
 * @param writesNothing whether the model has no completion
 */
record InvokeMetering(boolean writesNothing) implements Metering {
    @Override
    public Optional<Usage> usageOf(ReplyHead head, byte[] body) {
        return InvokeUsage.of(head, body, writesNothing);
    }

    @Override
    public long typicalCompletion(byte[] body) {
        return writesNothing ? 0 : Metering.super.typicalCompletion(body);
    }

    @Override
    public Optional<StreamMeter> streamMeter(ReplyHead head) {
        return MessageMeter.isStream(head) ? Optional.of(new InvokeStreamMeter()) : Optional.empty();
    }
}
