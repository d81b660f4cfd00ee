package dev.tollgate.cli.api;

/** A call is to be signed, but there are no AWS credentials. */
public final class NoCredentialsException extends RuntimeException {
    private static final long serialVersionUID = 1;

    NoCredentialsException(Throwable cause) {
        super("there are no AWS credentials: set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY", cause);
    }
}
