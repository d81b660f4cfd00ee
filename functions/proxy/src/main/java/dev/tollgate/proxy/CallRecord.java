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
 * @param started when the event was read
 * @param duration from then to the settlement
 */
public record CallRecord(
        String requestId,
        String subscription,
        String backend,
        String model,
        Ending ending,
        Instant started,
        Duration duration) {}
