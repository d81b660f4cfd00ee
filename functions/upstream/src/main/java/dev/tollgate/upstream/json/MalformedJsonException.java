package dev.tollgate.upstream.json;

/** A body that is not what it must be. */
public final class MalformedJsonException extends Exception {
    private static final long serialVersionUID = 1;

    private final String reason;

    /** @param reason one or two sentences for the caller */
    public MalformedJsonException(String reason) {
        super(reason);
        this.reason = reason;
    }

    /** What is wrong and where, for the caller. It quotes nothing of the body. */
    public String reason() {
        return reason;
    }
}
