package dev.tollgate.proxy.function;

import dev.tollgate.proxy.Ending;
import dev.tollgate.upstream.Fault;

/** Who is the cause that a call was not answered as it was meant to be. */
enum Blame {
    /** Nobody: it was. */
    NOBODY,
    /** A limit refused it. */
    LIMIT,
    /** It was wrong as it came. */
    CALLER,
    /** The provider failed, broke off or stalled. */
    PROVIDER,
    /** A store of ours did not answer, or lacks what the call needs: counters, configuration or secrets. */
    STORE,
    /** A defect of ours. */
    GATEWAY;

    static Blame of(Ending ending) {
        return switch (ending) {
            case Ending.Rejected rejected -> of(rejected.fault());
            case Ending.Refused _ -> LIMIT;
            case Ending.Answered answered -> answered.delivery() == Ending.Delivery.CUT_SHORT ? PROVIDER : NOBODY;
            case Ending.UpstreamError error -> error.isCharged() ? CALLER : PROVIDER;
            case Ending.UpstreamFailed _ -> PROVIDER;
            case Ending.Defect _ -> GATEWAY;
        };
    }

    private static Blame of(Fault fault) {
        return switch (fault.kind()) {
            case BAD_REQUEST,
                    MISSING_KEY,
                    INVALID_KEY,
                    SUBSCRIPTION_BLOCKED,
                    SUBSCRIPTION_INACTIVE,
                    UNKNOWN_BACKEND,
                    UNKNOWN_ROUTE,
                    UNKNOWN_MODEL,
                    BODY_TOO_LARGE,
                    UNSUPPORTED_MEDIA_TYPE -> CALLER;
            case UPSTREAM_FAILED, UPSTREAM_TIMEOUT -> PROVIDER;
            case UNAVAILABLE -> STORE;
            case INTERNAL -> GATEWAY;
        };
    }
}
