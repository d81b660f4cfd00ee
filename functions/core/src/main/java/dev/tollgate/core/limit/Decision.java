package dev.tollgate.core.limit;

import dev.tollgate.core.store.StoreException;
import dev.tollgate.core.usage.Estimate;
import java.util.List;

/** Whether a call may be sent. */
public sealed interface Decision {
    /**
     * It may: what it can use at most is reserved.
     *
     * @param reservation to be settled or released once the call has ended
     * @param quotas every limit it was held against, after the reservation
     * @param estimate what it may use: less than was asked for where its maximum of completion tokens had to be lowered
     * @param isUnchecked whether a counter did not answer, and the call passes all the same
     */
    record Admitted(Reservation reservation, List<QuotaState> quotas, Estimate estimate, boolean isUnchecked)
            implements Decision {
        /** Copies the list. */
        public Admitted {
            quotas = List.copyOf(quotas);
        }
    }

    /**
     * It may not, and nothing is left reserved.
     *
     * @param refusal the limit that stops it
     * @param quotas every limit that was looked at
     */
    record Refused(Refusal refusal, List<QuotaState> quotas) implements Decision {
        /** Copies the list. */
        public Refused {
            quotas = List.copyOf(quotas);
        }
    }

    /**
     * The store did not answer, so nobody knows. What may have been reserved is given back where the store can be
     * reached, and expires where it cannot.
     *
     * @param cause how the store failed
     */
    record Undecided(StoreException cause) implements Decision {}
}
