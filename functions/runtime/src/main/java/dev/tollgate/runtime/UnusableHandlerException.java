package dev.tollgate.runtime;

import org.jspecify.annotations.Nullable;

/** The handler that the function names cannot be made. */
final class UnusableHandlerException extends Exception {
    private static final long serialVersionUID = 1;

    UnusableHandlerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
