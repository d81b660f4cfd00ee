package dev.tollgate.upstream.bedrock;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tollgate.upstream.Fault;

/**
 * An error as AWS SDKs read it: they take its name from a header, and its message from the body.
 *
 * @param name an exception of Bedrock's API
 * @param message for the caller
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html">the exceptions</a>
 */
record BedrockError(String name, String message) {
    /** What SDKs take for a limit that is reached, and try again with ever longer pauses. */
    static BedrockError throttling(String message) {
        return new BedrockError("ThrottlingException", message);
    }

    static BedrockError of(Fault fault) {
        var name = switch (fault.kind()) {
            case BAD_REQUEST, BODY_TOO_LARGE, UNSUPPORTED_MEDIA_TYPE -> "ValidationException";
            // What Bedrock says of its own API keys.
            case MISSING_KEY, INVALID_KEY, SUBSCRIPTION_BLOCKED, SUBSCRIPTION_INACTIVE -> "AccessDeniedException";
            case UNKNOWN_BACKEND, UNKNOWN_MODEL -> "ResourceNotFoundException";
            case UNKNOWN_ROUTE -> "UnknownOperationException";
            case INTERNAL -> "InternalServerException";
            case UPSTREAM_FAILED -> "ModelErrorException";
            case UNAVAILABLE -> "ServiceUnavailableException";
            case UPSTREAM_TIMEOUT -> "ModelTimeoutException";
        };
        return new BedrockError(name, fault.message());
    }

    /** In a stream, where there are fewer: these are known to both kinds of streams. */
    static BedrockError inStream(Fault fault) {
        var name = switch (fault.kind()) {
            case UPSTREAM_FAILED, UPSTREAM_TIMEOUT -> "modelStreamErrorException";
            case UNAVAILABLE -> "serviceUnavailableException";
            case INTERNAL -> "internalServerException";
            case BAD_REQUEST,
                    MISSING_KEY,
                    INVALID_KEY,
                    SUBSCRIPTION_BLOCKED,
                    SUBSCRIPTION_INACTIVE,
                    UNKNOWN_BACKEND,
                    UNKNOWN_ROUTE,
                    UNKNOWN_MODEL,
                    BODY_TOO_LARGE,
                    UNSUPPORTED_MEDIA_TYPE -> "validationException";
        };
        return new BedrockError(name, fault.message());
    }

    /** The body. */
    byte[] json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("message", message)
                .toString()
                .getBytes(UTF_8);
    }

    /** As the message that ends a stream. */
    byte[] event() {
        return EventMessage.exception(name, json());
    }
}
