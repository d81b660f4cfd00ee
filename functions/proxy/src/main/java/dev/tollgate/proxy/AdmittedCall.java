package dev.tollgate.proxy;

import dev.tollgate.core.limit.Reservation;
import dev.tollgate.core.usage.OnMissingUsage;
import dev.tollgate.core.usage.Usage;
import dev.tollgate.upstream.Dialect;
import dev.tollgate.upstream.ModelCall;
import java.util.Map;

/**
 * A call on its way to the provider.
 *
 * @param dialect what both sides speak
 * @param call what is sent
 * @param reservation what it may use, to be ended once
 * @param onMissingUsage what is charged for an answer without a usage figure
 * @param headers what every reply to it carries
 * @param client where the reply goes
 */
record AdmittedCall(
        Dialect dialect,
        ModelCall call,
        Reservation reservation,
        OnMissingUsage onMissingUsage,
        Map<String, String> headers,
        ClientStream client) {
    /** Typical of English and of code. */
    private static final long BYTES_A_TOKEN = 4;

    /** What is charged where nobody knows the use. */
    Usage wholeReservation() {
        return Usage.ofReservation(call.estimate());
    }

    /**
     * What is charged for an answer that came without a usage figure.
     *
     * @param completionTokens about how many the answer has
     */
    Usage missing(long completionTokens) {
        var estimate = call.estimate();
        return switch (onMissingUsage) {
            case CHARGE_RESERVATION -> wholeReservation();
            case CHARGE_ESTIMATE ->
                Usage.estimated(
                        Math.ceilDiv(estimate.promptTokens(), BYTES_A_TOKEN),
                        Math.min(completionTokens, estimate.completionTokens()));
            case CHARGE_NOTHING -> Usage.estimated(0, 0);
        };
    }
}
