package dev.tollgate.core.usage;

/** What is charged for an answer that came without a usage figure. */
public enum OnMissingUsage {
    /** All that the call could have used. */
    CHARGE_RESERVATION,
    /** What a text of its length typically uses. */
    CHARGE_ESTIMATE,
    /** The request, and no tokens. */
    CHARGE_NOTHING
}
