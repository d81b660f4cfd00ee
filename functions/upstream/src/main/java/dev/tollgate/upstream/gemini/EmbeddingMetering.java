package dev.tollgate.upstream.gemini;

import dev.tollgate.core.usage.Usage;
import dev.tollgate.upstream.Metering;
import dev.tollgate.upstream.StreamMeter;
import dev.tollgate.upstream.http.ReplyHead;
import dev.tollgate.upstream.json.JsonReply;
import java.util.Optional;

/** Meters embeddings. Only some models report what they read. */
record EmbeddingMetering() implements Metering {
    @Override
    public Optional<Usage> usageOf(ReplyHead head, byte[] body) {
        return JsonReply.field(body, GeminiUsage.FIELD).flatMap(GeminiUsage::read);
    }

    /** A vector is no text. */
    @Override
    public long typicalCompletion(byte[] body) {
        return 0;
    }

    @Override
    public Optional<StreamMeter> streamMeter(ReplyHead head) {
        return Optional.empty();
    }
}
