package dev.tollgate.proxy;

import java.time.Duration;
import java.time.Instant;

/**
 * What is kept of a call: never its prompt, its completion or its key.
 *
 * @param requestId the id that the caller was given
 * @param subscription the subscription's id, empty where the key was not recognised
 * @param backend the id of the backend that answered; where none did, the one that was asked for
 * @param model the model by the provider's name for it, empty where the call did not get so far
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
        Duration duration) {}
