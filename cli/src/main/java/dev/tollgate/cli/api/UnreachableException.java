package dev.tollgate.cli.api;

/** The API gave no answer. A write may have been carried out all the same. */
public final class UnreachableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnreachableException(String message, Throwable cause) {
        super(message, cause);
    }
}
