package dev.tollgate.testkit.lambda;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a runtime may ask of the Runtime API.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">the Runtime API</a>
 */
public enum Operation {
    /** Waits for the next call. */
    NEXT("GET /runtime/invocation/next"),
    /** Answers a call. */
    RESPONSE("POST /runtime/invocation/{id}/response"),
    /** Reports that a call failed. */
    ERROR("POST /runtime/invocation/{id}/error"),
    /** Reports that the function could not start. */
    INIT_ERROR("POST /runtime/init/error"),
    /** Says that a snapshot may be taken, and waits until it is restored. */
    RESTORE_NEXT("GET /runtime/restore/next"),
    /** Reports that the function cannot go on after a snapshot. */
    RESTORE_ERROR("POST /runtime/restore/error");

    private final Pattern request;

    Operation(String template) {
        request = Pattern.compile(template.replace("{id}", "(?<id>[^/]+)"));
    }

    /** By method and path without the version. */
    static Optional<Operation> of(String request) {
        return Arrays.stream(values())
                .filter(operation -> operation.request.matcher(request).matches())
                .findFirst();
    }

    /** The call that the request is about; only for requests of this operation, where it has one. */
    String requestId(String line) {
        var matcher = request.matcher(line);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(line);
        }
        return matcher.group("id");
    }
}
