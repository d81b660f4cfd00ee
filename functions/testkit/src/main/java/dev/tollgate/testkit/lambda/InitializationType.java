package dev.tollgate.testkit.lambda;

/**
 * How Lambda got the environment ready, as {@code AWS_LAMBDA_INITIALIZATION_TYPE} says it.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html">the environment</a>
 */
public enum InitializationType {
    /** For a call that waits. */
    ON_DEMAND("on-demand"),
    /** For a snapshot: the runtime asks for the restore before its first call. */
    SNAP_START("snap-start"),
    /** Beforehand, for capacity that was reserved. */
    PROVISIONED_CONCURRENCY("provisioned-concurrency");

    private final String value;

    InitializationType(String value) {
        this.value = value;
    }

    String value() {
        return value;
    }
}
