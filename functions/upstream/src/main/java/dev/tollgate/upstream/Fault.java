package dev.tollgate.upstream;

import org.jspecify.annotations.Nullable;

/**
 * Why a call is answered with an error that is no refusal of a quota. Immutable.
 *
 * @param kind what sort of error, from which status and code follow in every dialect
 * @param message for the caller: what is wrong and what to do; holds no secret
 * @param field the field of the body that is wrong, null where it is none
 */
public record Fault(Kind kind, String message, @Nullable String field) {
    /** The sorts of errors, with their HTTP status. */
    public enum Kind {
        BAD_REQUEST(400),
        MISSING_KEY(401),
        INVALID_KEY(401),
        SUBSCRIPTION_BLOCKED(403),
        SUBSCRIPTION_INACTIVE(403),
        UNKNOWN_BACKEND(404),
        UNKNOWN_ROUTE(404),
        UNKNOWN_MODEL(404),
        BODY_TOO_LARGE(413),
        UNSUPPORTED_MEDIA_TYPE(415),
        INTERNAL(500),
        UPSTREAM_FAILED(502),
        UNAVAILABLE(503),
        UPSTREAM_TIMEOUT(504);

        private final int status;

        Kind(int status) {
            this.status = status;
        }

        /** The HTTP status. */
        public int status() {
            return status;
        }
    }

    /** An error that is not about one field. */
    public Fault(Kind kind, String message) {
        this(kind, message, null);
    }

    /** A field of the body that is wrong. */
    public static Fault ofField(String field, String message) {
        return new Fault(Kind.BAD_REQUEST, message, field);
    }
}
