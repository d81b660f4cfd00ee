package dev.tollgate.runtime;

import java.io.IOException;

/** The Runtime API did not accept a request. */
final class RefusedException extends IOException {
    private static final long serialVersionUID = 1;

    private final int status;

    RefusedException(String path, int status) {
        super("the Runtime API answered " + status + " to " + path);
        this.status = status;
    }

    boolean isTooLarge() {
        return status == 413;
    }

    /** "Non-recoverable state. Runtime should exit promptly", by the documentation of the Runtime API. */
    boolean isFinal() {
        return status >= 500;
    }
}
