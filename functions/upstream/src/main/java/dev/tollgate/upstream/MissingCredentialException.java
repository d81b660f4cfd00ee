package dev.tollgate.upstream;

/** There are no credentials to call a provider with, at least right now. */
public final class MissingCredentialException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** @param message for the operator: what is missing, and what to do; holds no secret */
    public MissingCredentialException(String message) {
        super(message);
    }

    /** @param message for the operator; holds no secret */
    public MissingCredentialException(String message, Throwable cause) {
        super(message, cause);
    }
}
