package dev.tollgate.upstream.http;

import java.time.Duration;

/**
 * How long a provider may take.
 *
 * @param connect until the connection stands
 * @param firstByte from sending the request to the reply's headers; without streaming that is the whole inference
 * @param idle between two pieces of the reply's body
 * @param total for the whole call
 */
public record UpstreamLimits(Duration connect, Duration firstByte, Duration idle, Duration total) {
    /** What suits the models of 2026: minutes of thought before a reply that is not streamed. */
    public static final UpstreamLimits DEFAULT = new UpstreamLimits(
            Duration.ofSeconds(5), Duration.ofMinutes(10), Duration.ofMinutes(2), Duration.ofMinutes(15));
}
