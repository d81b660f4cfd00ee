package dev.tollgate.proxy;

import dev.tollgate.core.configuration.Backend;
import dev.tollgate.core.configuration.Policy;
import dev.tollgate.core.configuration.PriceTable;
import dev.tollgate.core.configuration.Subscription;
import dev.tollgate.upstream.Dialect;
import dev.tollgate.upstream.Fault;
import java.util.Optional;

/** What a key opens. */
sealed interface Access {
    /**
     * The call may go on to be read.
     *
     * @param key the id of the key that opened it
     * @param planPrices what models cost under the plan, empty where it counts no cost
     * @param backendPrices what they cost against the backend's limits, empty where it counts no cost
     */
    record Granted(
            String key,
            Subscription subscription,
            Policy policy,
            Optional<PriceTable> planPrices,
            Backend backend,
            Optional<PriceTable> backendPrices,
            Dialect dialect)
            implements Access {}

    /**
     * It may not.
     *
     * @param cause for the log, empty where the fault says all
     * @param subscription whose key it was, empty where that is not known
     */
    record Denied(Fault fault, String cause, String subscription) implements Access {}
}
