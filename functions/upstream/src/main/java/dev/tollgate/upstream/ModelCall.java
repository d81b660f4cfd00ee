package dev.tollgate.upstream;

import dev.tollgate.core.usage.Estimate;

/**
 * A call as a dialect understood it.
 *
 * @param route which path
 * @param model the model it names, empty where the route has none
 * @param streamed whether the reply is to be a stream
 * @param usageAsked whether the caller asked for usage figures in the stream
 * @param maximum the most tokens that each of its completions may have, without predicted ones; 0 where it has none
 * @param estimate what it may use at most
 * @param body what to send: the caller's bytes, changed only where metering needs it
 */
public record ModelCall(
        Route route,
        String model,
        boolean streamed,
        boolean usageAsked,
        long maximum,
        Estimate estimate,
        byte[] body) {}
