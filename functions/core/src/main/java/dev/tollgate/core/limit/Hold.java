package dev.tollgate.core.limit;

import dev.tollgate.core.counter.Counters;
import dev.tollgate.core.quota.Amounts;
import dev.tollgate.core.usage.Usage;
import java.util.Map;

/**
 * What an admitted call has in one counter.
 *
 * @param claim what it asked for
 * @param shard where it is
 * @param isReserved whether it is there for certain; otherwise the counter did not answer, and the call passed unchecked
 */
record Hold(Claim claim, int shard, boolean isReserved) {
    /**
     * Books what could not be reserved before, whatever the limits: a call's cost is not forgotten. To be done once, before it
     * is settled, though it may be sent twice. A lease that is past its time may have been buried, and is not set again.
     */
    Hold booked(Counters counters, boolean isInTime) {
        if (!isReserved && isInTime && !claim.window().isInFlight()) {
            counters.reserve(claim.key(shard), claim.lease(), Map.of());
        }
        return new Hold(claim, shard, true);
    }

    /** Replaces it by what the call used. A slot among the calls in flight is given back. */
    boolean settle(Counters counters, Usage usage) {
        return claim.window().isInFlight()
                ? release(counters)
                : counters.settle(claim.key(shard), claim.lease(), charge(usage));
    }

    /** Gives it back. */
    boolean release(Counters counters) {
        return counters.release(claim.key(shard), claim.lease());
    }

    private Amounts charge(Usage usage) {
        return usage.source() == Usage.Source.RESERVATION
                ? claim.most()
                : claim.owner().tariff().of(usage);
    }
}
