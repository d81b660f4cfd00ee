package dev.tollgate.core.counter;

import dev.tollgate.core.quota.Amounts;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A reservation's mark in a counter while the call is in flight. While the mark is there the call's outcome is open; who
 * removes it ends the reservation, and only one can.
 *
 * @param id the call
 * @param expiresAt when the call can no longer be alive, in whole minutes
 * @param reserved what it may use at most
 */
public record Lease(LeaseId id, Instant expiresAt, Amounts reserved) {
    /** Rounds {@code expiresAt} up to a whole minute, the precision that is stored. */
    public Lease {
        var minutes = expiresAt.truncatedTo(ChronoUnit.MINUTES);
        expiresAt = minutes.equals(expiresAt) ? expiresAt : minutes.plus(1, ChronoUnit.MINUTES);
    }

    /** Whether the call that held this lease must be dead. */
    public boolean isExpired(Instant now) {
        return now.isAfter(expiresAt);
    }
}
