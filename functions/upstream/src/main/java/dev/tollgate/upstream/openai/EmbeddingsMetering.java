package dev.tollgate.upstream.openai;

import dev.tollgate.core.usage.Usage;
import dev.tollgate.upstream.Metering;
import dev.tollgate.upstream.StreamMeter;
import dev.tollgate.upstream.http.ReplyHead;
import java.util.Optional;

/** Meters embeddings, which come whole. */
record EmbeddingsMetering() implements Metering {
    @Override
    public Optional<Usage> usageOf(ReplyHead head, byte[] body) {
        return UsageReader.EMBEDDINGS.find(body);
    }

    /** The numbers of a reply are no tokens. */
    @Override
    public long typicalCompletion(byte[] body) {
        return 0;
    }

    @Override
    public Optional<StreamMeter> streamMeter(ReplyHead head) {
        return Optional.empty();
    }
}
