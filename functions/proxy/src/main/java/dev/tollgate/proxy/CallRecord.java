package dev.tollgate.proxy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What is kept of a call: never its prompt, its completion or its key.
 *
 * @param requestId the id that the caller was given
 * @param functionRequestId Lambda's id of the invocation that answered it
 * @param subscription the subscription's id, empty where the key was not recognised
 * @param backend the id of the backend that answered; where none did, the one that was asked for
 * @param tried the other backends that were tried for it, in this order
 * @param model the model by the provider's name for it, empty where the call did not get so far
 * @param ending how it ended
 * @param cost what it cost
 * @param isUnchecked whether it passed a limit that could not be checked, because the store failed
 * @param started when the event was read
 * @param duration from then to the settlement
 */
public record CallRecord(
        String requestId,
        String functionRequestId,
        String subscription,
        String backend,
        List<Tried> tried,
        String model,
        Ending ending,
        Cost cost,
        boolean isUnchecked,
        Instant started,
        Duration duration) {
    /** Copies the list. */
    public CallRecord {
        tried = List.copyOf(tried);
    }
}
