package dev.tollgate.proxy;

import dev.tollgate.core.configuration.Backend;
import dev.tollgate.core.configuration.Policy;
import dev.tollgate.core.configuration.Subscription;
import dev.tollgate.upstream.Dialect;
import dev.tollgate.upstream.Fault;

/** What a key opens. */
sealed interface Access {
    /** The call may go on to be read. */
    record Granted(Subscription subscription, Policy policy, Backend backend, Dialect dialect) implements Access {}

    /**
     * It may not.
     *
     * @param cause for the log, empty where the fault says all
     */
    record Denied(Fault fault, String cause) implements Access {}
}
