package dev.tollgate.upstream.azure;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tollgate.core.limit.Refusal;
import dev.tollgate.upstream.ErrorForm;
import dev.tollgate.upstream.ErrorReply;
import dev.tollgate.upstream.Fault;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Errors as Azure writes them: a code, which for some errors is the status, a message, and the parameter that is wrong where
 * there is one.
 */
final class AzureErrors implements ErrorForm {
    /** Azure makes no difference between short windows and long ones; its clients read the wait out of the message. */
    @Override
    public ErrorReply refusal(Refusal refusal, String requestId, Instant now) {
        var wait = refusal.isLargerThanLimit()
                ? ""
                : " Please retry after %d seconds."
                        .formatted(refusal.retryAfter(now).toSeconds());
        return reply(429, "429", refusal.describe(now) + wait, null);
    }

    @Override
    public ErrorReply error(Fault fault, String requestId) {
        return reply(fault.kind().status(), code(fault.kind()), fault.message(), fault.field());
    }

    private static ErrorReply reply(int status, String code, String message, @Nullable String param) {
        var error = JsonNodeFactory.instance.objectNode().put("code", code).put("message", message);
        if (param != null) {
            error.put("param", param);
        }
        var body = JsonNodeFactory.instance.objectNode().set("error", error);
        return new ErrorReply(status, body.toString().getBytes(UTF_8));
    }

    private static String code(Fault.Kind kind) {
        return switch (kind) {
            case BAD_REQUEST -> "BadRequest";
            case MISSING_KEY, INVALID_KEY -> "401";
            case SUBSCRIPTION_BLOCKED, SUBSCRIPTION_INACTIVE -> "403";
            case UNKNOWN_BACKEND, UNKNOWN_ROUTE -> "404";
            case UNKNOWN_MODEL -> "DeploymentNotFound";
            case BODY_TOO_LARGE -> "RequestEntityTooLarge";
            case UNSUPPORTED_MEDIA_TYPE -> "UnsupportedMediaType";
            case INTERNAL -> "InternalServerError";
            case UPSTREAM_FAILED -> "BadGateway";
            case UPSTREAM_TIMEOUT -> "Timeout";
            case UNAVAILABLE -> "ServiceUnavailable";
        };
    }
}
