package dev.tollgate.upstream;

import dev.tollgate.core.usage.PromptEstimation;
import dev.tollgate.core.usage.Usage;
import dev.tollgate.upstream.http.ReplyHead;
import java.util.Optional;

/** How what a call cost is found in its reply. Thread safe and without state. */
public interface Metering {
    /** What an event with a piece of text is beside that text. */
    int ENVELOPE_BYTES = 80;

    /**
     * The usage that a whole reply reports, empty where it reports none.
     *
     * @param head how it begins
     * @param body its body
     */
    Optional<Usage> usageOf(ReplyHead head, byte[] body);

    /** About how many tokens a model wrote into a whole reply that reports none. */
    default long typicalCompletion(byte[] body) {
        return Math.ceilDiv(body.length, PromptEstimation.BYTES_A_TOKEN);
    }

    /** A watcher for the reply if it is a stream, empty where it comes whole. */
    Optional<StreamMeter> streamMeter(ReplyHead head);

    /** About how many tokens are in one event of a stream, with so many bytes in all. */
    static long typicalOfEvent(int bytes) {
        return Math.max(1, Math.ceilDiv(bytes - ENVELOPE_BYTES, PromptEstimation.BYTES_A_TOKEN));
    }
}
