package dev.tollgate.local.demo.serving;

/**
 * Why a request gets an error, before a dialect says it in its own form. Immutable.
 *
 * @param reason why
 * @param status the HTTP status
 * @param field the field of the body that is wrong, empty where none is
 * @param message for people
 */
public record Fault(Reason reason, int status, String field, String message) {
    /** The reasons. */
    public enum Reason {
        /** The request is wrong. */
        INVALID,
        /** There is no such path. */
        UNKNOWN_PATH,
        /** The request has no key. */
        NO_KEY,
        /** The model was asked to fail. */
        WANTED
    }

    /** A field of the body is wrong. */
    public static Fault invalid(String field, String message) {
        return new Fault(Reason.INVALID, 400, field, message);
    }

    /** The request is wrong as a whole. */
    public static Fault invalid(String message) {
        return invalid("", message);
    }

    /** There is no such path. */
    public static Fault unknownPath() {
        return new Fault(Reason.UNKNOWN_PATH, 404, "", "There is no such path here.");
    }

    /** The request has no key. */
    public static Fault noKey() {
        return new Fault(Reason.NO_KEY, 401, "", "Send any API key.");
    }

    /** The model was asked to fail. */
    public static Fault wanted(int status) {
        return new Fault(Reason.WANTED, status, "", "The model was asked to fail with status %d.".formatted(status));
    }
}
