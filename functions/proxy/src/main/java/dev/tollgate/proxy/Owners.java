package dev.tollgate.proxy;

import dev.tollgate.core.limit.OwnerQuotas;
import dev.tollgate.core.limit.Payers;
import dev.tollgate.upstream.ModelCall;
import java.util.List;

/** Who is charged for a call, and at which tariff. */
final class Owners {
    private Owners() {}

    /** The caller's plan first, then the provider's limits; who limits nothing is left out. */
    static List<OwnerQuotas> of(Access.Granted granted, ModelCall call) {
        return payers(granted).of(call.route().toString(), call.model().sent());
    }

    /** Whether somebody limits what calls cost. */
    static boolean limitCost(Access.Granted granted) {
        return payers(granted).limitCost();
    }

    /** Whether somebody limits what the call costs, and nobody has said what its model does. */
    static boolean lackPrice(Access.Granted granted, ModelCall call) {
        return payers(granted).lackPrice(call.route().toString(), call.model().sent());
    }

    private static Payers payers(Access.Granted granted) {
        return new Payers(
                granted.subscription(),
                granted.policy(),
                granted.planPrices(),
                granted.backend(),
                granted.backendPrices());
    }
}
