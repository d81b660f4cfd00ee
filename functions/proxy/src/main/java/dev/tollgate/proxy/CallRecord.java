package dev.tollgate.proxy;

import java.time.Duration;
import java.time.Instant;

/**
 * What is kept of a call: never its prompt, its completion or its key.
 *
 * @param requestId the id that the caller was given
 * @param subscription the subscription's id, empty where the key was not recognised
 * @param backend the backend's id as it was asked for
 * @param model the model, empty where the call did not get so far
 * @param ending how it ended
 * @param isUnchecked whether it passed a limit that could not be checked, because the store failed
 * @param started when the event was read
 * @param duration from then to the settlement
 */
public record CallRecord(
        String requestId,
        String subscription,
        String backend,
        String model,
        Ending ending,
        boolean isUnchecked,
        Instant started,
        Duration duration) {
    /** The same, passed without having been checked or not. */
    CallRecord unchecked(boolean passedUnchecked) {
        return new CallRecord(requestId, subscription, backend, model, ending, passedUnchecked, started, duration);
    }
}
