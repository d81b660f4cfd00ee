package dev.tollgate.proxy;

import dev.tollgate.core.limit.Reservation;
import dev.tollgate.core.limit.Settlement;
import dev.tollgate.core.usage.Usage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What an admitted call is charged: once, by whoever comes first, the relay of its reply or the function's deadline. Thread
 * safe; blocks for the store.
 */
final class Bill {
    /**
     * How it was ended.
     *
     * @param usage what was charged
     * @param settlement whether the store took it
     */
    record Charge(Usage usage, Settlement settlement) {}

    private final Reservation reservation;
    private @Nullable Charge charge;

    Bill(Reservation reservation) {
        this.reservation = reservation;
    }

    /** Charges what was used, unless it is ended. One that fails by a defect is ended too: its lease expires. */
    Charge settle(Usage usage) {
        return end(() -> new Charge(usage, reservation.settle(usage)));
    }

    /** Charges nothing, the request neither, unless it is ended. */
    Charge release() {
        return end(() -> new Charge(Usage.NO_TOKENS, reservation.release()));
    }

    private synchronized Charge end(Supplier<Charge> ending) {
        if (charge == null) {
            charge = new Charge(Usage.NO_TOKENS, Settlement.STORE_FAILED);
            charge = ending.get();
        }
        return charge;
    }
}
