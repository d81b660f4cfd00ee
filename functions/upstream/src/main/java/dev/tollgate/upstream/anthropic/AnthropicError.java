package dev.tollgate.upstream.anthropic;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tollgate.core.limit.Refusal;
import dev.tollgate.upstream.Fault;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Anthropic's error object.
 *
 * @param type always {@code error}
 * @param error what is wrong
 * @param requestId the call's id; absent in a stream
 * @see <a href="https://platform.claude.com/docs/en/api/errors">the errors</a>
 */
record AnthropicError(
        String type,
        Detail error,

        @JsonProperty("request_id") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
        String requestId) {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    record Detail(String type, String message) {}

    /** A refusal of any window: which one, and whether waiting helps, the message and the retry headers tell. */
    static AnthropicError of(Refusal refusal, Instant now) {
        return new AnthropicError("rate_limit_error", refusal.describe(now));
    }

    static AnthropicError of(Fault fault) {
        return new AnthropicError(type(fault.kind()), fault.message());
    }

    private AnthropicError(String type, String message) {
        this("error", new Detail(type, message), null);
    }

    AnthropicError with(String id) {
        return new AnthropicError(type, error, id);
    }

    /** In JSON. */
    String json() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of texts can be written", e);
        }
    }

    private static String type(Fault.Kind kind) {
        return switch (kind) {
            case BAD_REQUEST, UNSUPPORTED_MEDIA_TYPE -> "invalid_request_error";
            case MISSING_KEY, INVALID_KEY -> "authentication_error";
            case SUBSCRIPTION_BLOCKED, SUBSCRIPTION_INACTIVE -> "permission_error";
            case UNKNOWN_BACKEND, UNKNOWN_ROUTE, UNKNOWN_MODEL -> "not_found_error";
            case BODY_TOO_LARGE -> "request_too_large";
            case INTERNAL, UPSTREAM_FAILED, UNAVAILABLE -> "api_error";
            case UPSTREAM_TIMEOUT -> "timeout_error";
        };
    }
}
