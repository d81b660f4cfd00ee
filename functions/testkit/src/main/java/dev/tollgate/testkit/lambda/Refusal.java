package dev.tollgate.testkit.lambda;

import java.io.IOException;

/** A request that the Runtime API refuses, in its own words. */
final class Refusal extends IOException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String type;

    private Refusal(int status, String type, String message) {
        super(message);
        this.status = status;
        this.type = type;
    }

    static Refusal unknownId(String id) {
        return new Refusal(400, "InvalidRequestID", "Invalid request ID: " + id);
    }

    static Refusal alreadyAnswered(String id) {
        return new Refusal(403, "InvalidStateTransition", "The response to this call has begun: " + id);
    }

    static Refusal tooLarge(int most) {
        return new Refusal(
                413, "RequestEntityTooLarge", "Exceeded maximum allowed payload size (%d bytes).".formatted(most));
    }

    static Refusal notFound() {
        return new Refusal(404, "NotFound", "No such path");
    }

    static Refusal malformed(String message) {
        return new Refusal(400, "BadRequest", message);
    }

    static String json(String message, String type) {
        return "{\"errorMessage\":\"%s\",\"errorType\":\"%s\"}".formatted(message, type);
    }

    int status() {
        return status;
    }

    String body() {
        return json(String.valueOf(getMessage()), type);
    }
}
