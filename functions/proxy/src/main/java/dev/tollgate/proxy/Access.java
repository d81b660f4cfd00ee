package dev.tollgate.proxy;

import dev.tollgate.core.configuration.Backend;
import dev.tollgate.core.configuration.Policy;
import dev.tollgate.core.configuration.Subscription;
import dev.tollgate.core.counter.Owner;
import dev.tollgate.core.limit.OwnerQuotas;
import dev.tollgate.upstream.Dialect;
import dev.tollgate.upstream.Fault;
import java.util.List;

/** What a key opens. */
sealed interface Access {
    /** The call may go on to be read. */
    record Granted(Subscription subscription, Policy policy, Backend backend, Dialect dialect) implements Access {
        /** Who is charged for the call: the caller's plan first, then the provider's limits. */
        List<OwnerQuotas> owners() {
            return List.of(
                    new OwnerQuotas(
                            new Owner.OfSubscription(subscription.id()),
                            policy.id(),
                            policy.quotas(),
                            policy.stopOnQuotaReach()),
                    new OwnerQuotas(new Owner.OfBackend(backend.id()), backend.id(), backend.quotas(), true));
        }
    }

    /**
     * It may not.
     *
     * @param cause for the log, empty where the fault says all
     */
    record Denied(Fault fault, String cause) implements Access {}
}
