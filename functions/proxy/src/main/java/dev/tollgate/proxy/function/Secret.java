package dev.tollgate.proxy.function;

import dev.tollgate.core.Redacted;

/** What is known of a secret. */
sealed interface Secret {
    /** Its text, without white space around it. */
    record Known(Redacted text) implements Secret {}

    /**
     * It cannot be had.
     *
     * @param why names the secret, for the operator
     */
    record Unknown(String why) implements Secret {}
}
