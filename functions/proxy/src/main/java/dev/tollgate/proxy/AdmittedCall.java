package dev.tollgate.proxy;

import dev.tollgate.core.usage.Usage;
import dev.tollgate.upstream.Credential;
import dev.tollgate.upstream.Dialect;
import dev.tollgate.upstream.ErrorForm;
import dev.tollgate.upstream.ErrorReply;
import dev.tollgate.upstream.ModelCall;
import dev.tollgate.upstream.http.UpstreamRequest;
import java.time.Duration;
import java.util.Map;

/**
 * A call on its way to a provider.
 *
 * @param request what came
 * @param access what its key opens, at this backend
 * @param call what it is understood as
 * @param outgoing what is sent
 * @param credential what the provider knows the gateway by: taken out of what it answers
 * @param bill what it will be charged
 * @param headers what every reply to it carries
 * @param errors how errors are written
 * @param isUnchecked whether it passed a limit that could not be checked
 */
record AdmittedCall(
        GatewayRequest request,
        Access.Granted access,
        ModelCall call,
        UpstreamRequest outgoing,
        Credential credential,
        Bill bill,
        Map<String, String> headers,
        ErrorForm errors,
        boolean isUnchecked) {
    Dialect dialect() {
        return access.dialect();
    }

    /** The same call on the same bill, with another credential. */
    AdmittedCall with(Credential other) {
        var sent = OutgoingRequest.of(request, access, call, other, Duration.ZERO);
        return new AdmittedCall(request, access, call, sent, other, bill, headers, errors, isUnchecked);
    }

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
        var estimation = access.backend().handling().promptEstimation();
        return switch (access.policy().onMissingUsage()) {
            case CHARGE_RESERVATION -> wholeReservation();
            case CHARGE_ESTIMATE ->
                Usage.estimated(
                        estimation.typical(estimate.promptTokens()),
                        Math.min(completionTokens, estimate.completionTokens()));
            case CHARGE_NOTHING -> Usage.estimated(0, 0);
        };
    }

    /** It ended here, with a reply. */
    Outcome.Served served(Ending ending) {
        return new Outcome.Served(ending, call.model().sent(), isUnchecked);
    }

    /** It ended here, without a reply yet. */
    Outcome.Unserved unserved(ErrorReply reply, Ending ending, boolean othersMayServe) {
        return new Outcome.Unserved(reply, headers, ending, call.model().sent(), isUnchecked, othersMayServe);
    }
}
