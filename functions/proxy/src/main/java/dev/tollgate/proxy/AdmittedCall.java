package dev.tollgate.proxy;

import dev.tollgate.core.limit.Reservation;
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
 * @param headers what every reply to it carries
 * @param client where the reply goes
 */
record AdmittedCall(
        Dialect dialect, ModelCall call, Reservation reservation, Map<String, String> headers, ClientStream client) {
    /** What is charged where nobody knows the use. */
    Usage wholeReservation() {
        return Usage.ofReservation(reservation.reserved());
    }
}
