package dev.tollgate.core.quota;

/**
 * How limits are held. Immutable.
 *
 * @param accounting when tokens and cost are counted
 * @param onQuotaReach what becomes of a call that does not fit
 * @param onStoreFailure what becomes of a call while nobody knows whether it fits
 */
public record Enforcement(Accounting accounting, OnQuotaReach onQuotaReach, OnStoreFailure onStoreFailure) {
    /** What becomes of a call that does not fit. */
    public enum OnQuotaReach {
        /** It is refused. */
        STOP,
        /** Its maximum of completion tokens is lowered to what is left; it is refused where that does not help. */
        CLAMP,
        /** It passes, and is counted. */
        PASS
    }

    /** @throws IllegalArgumentException if calls are to be lowered to what is left, and nothing is reserved */
    public Enforcement {
        if (accounting == Accounting.COUNT_AFTER && onQuotaReach == OnQuotaReach.CLAMP) {
            throw new IllegalArgumentException(
                    "CLAMP needs accounting RESERVE: COUNT_AFTER reserves no tokens to lower");
        }
    }

    /** Reserves, refuses what does not fit, and what nobody knows to fit. */
    public static final Enforcement STRICT =
            new Enforcement(Accounting.RESERVE, OnQuotaReach.STOP, OnStoreFailure.DENY);

    /** The same, with another answer to calls that do not fit. */
    public Enforcement with(OnQuotaReach other) {
        return new Enforcement(accounting, other, onStoreFailure);
    }

    /** The same, with another way to account. */
    public Enforcement with(Accounting other) {
        return new Enforcement(other, onQuotaReach, onStoreFailure);
    }

    /** The same, with another answer while the counters cannot be reached. */
    public Enforcement with(OnStoreFailure other) {
        return new Enforcement(accounting, onQuotaReach, other);
    }

    /** WSO2's {@code stopOnQuotaReach}: whether the limits stop anything. */
    public boolean stopsOnQuotaReach() {
        return onQuotaReach != OnQuotaReach.PASS;
    }
}
