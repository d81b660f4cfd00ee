package dev.tollgate.testkit.simulation;

import dev.tollgate.core.counter.Owner;
import dev.tollgate.core.limit.OwnerQuotas;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a seed makes of the world before anything happens in it.
 *
 * @param start when it begins
 * @param subscriptions who calls
 * @param backend whose limits all calls share, if there are any
 * @param mostTokens the most that a prompt, and a completion, can have
 * @param processes how many gateways there are
 * @param lanes how many calls one gateway serves at once
 * @param calls how many calls follow each other in a lane
 * @param pause the longest time between them
 * @param deadline how long a call may take, unless it is too slow
 * @param weather how the network and the processes behave
 */
record Scenario(
        Instant start,
        List<OwnerQuotas> subscriptions,
        Optional<OwnerQuotas> backend,
        int mostTokens,
        int processes,
        int lanes,
        int calls,
        Duration pause,
        Duration deadline,
        Weather weather) {
    /** As in the gateway: for clocks that differ. */
    static final Duration LEASE_MARGIN = Duration.ofSeconds(60);

    /**
     * What goes wrong; the figures are out of a thousand times.
     *
     * @param losses requests and replies that are lost or late, and requests that arrive twice
     * @param refusals operations that the store refuses to do
     * @param crashes processes that die at an operation
     * @param longestDelay of what is late
     * @param outageBegin when the store goes away for everybody
     * @param outageEnd when it is back; the same moment where it does not go away
     */
    record Weather(
            int losses, int refusals, int crashes, Duration longestDelay, Instant outageBegin, Instant outageEnd) {
        boolean isOut(Instant now) {
            return !now.isBefore(outageBegin) && now.isBefore(outageEnd);
        }
    }

    /** Everybody with limits. */
    List<OwnerQuotas> owners() {
        return Stream.concat(subscriptions.stream(), backend.stream()).toList();
    }

    OwnerQuotas quotas(Owner owner) {
        return owners().stream()
                .filter(quotas -> quotas.owner().equals(owner))
                .findFirst()
                .orElseThrow();
    }
}
