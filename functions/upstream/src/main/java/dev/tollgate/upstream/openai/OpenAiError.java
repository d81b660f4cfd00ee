package dev.tollgate.upstream.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tollgate.core.limit.Refusal;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.upstream.Fault;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** OpenAI's error object: always with its four fields, of which {@code param} and {@code code} may be null. */
record OpenAiError(Detail error) {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    record Detail(
            String message,
            String type,
            @Nullable String param,
            @Nullable String code) {}

    /**
     * Agents take {@code insufficient_quota} as final and {@code rate_limit_exceeded} as temporary: the first is said of
     * windows of a day or longer that are used up.
     */
    static OpenAiError of(Refusal refusal, Instant now) {
        if (refusal.quota().window().rule().isDayOrLonger() && !refusal.isOfCallsInFlight()) {
            return new OpenAiError(new Detail(refusal.describe(now), "insufficient_quota", null, "insufficient_quota"));
        }
        var type = refusal.quota().dimension() == Dimension.REQUEST_COUNT ? "requests" : "tokens";
        return new OpenAiError(new Detail(refusal.describe(now), type, null, "rate_limit_exceeded"));
    }

    static OpenAiError of(Fault fault) {
        return new OpenAiError(new Detail(fault.message(), type(fault.kind()), fault.field(), code(fault.kind())));
    }

    /** In JSON. */
    String json() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of texts can be written", e);
        }
    }

    /** As an event in a stream of the Responses API. */
    String event(long sequenceNumber) {
        return JSON.createObjectNode()
                .put("type", "error")
                .put("code", error.code())
                .put("message", error.message())
                .put("param", error.param())
                .put("sequence_number", sequenceNumber)
                .toString();
    }

    private static String type(Fault.Kind kind) {
        return kind.status() < 500 ? "invalid_request_error" : "server_error";
    }

    private static @Nullable String code(Fault.Kind kind) {
        return switch (kind) {
            case BAD_REQUEST -> null;
            case MISSING_KEY, INVALID_KEY -> "invalid_api_key";
            case SUBSCRIPTION_BLOCKED -> "subscription_blocked";
            case SUBSCRIPTION_INACTIVE -> "subscription_inactive";
            case UNKNOWN_BACKEND -> "unknown_backend";
            case UNKNOWN_ROUTE -> "unknown_url";
            case UNKNOWN_MODEL -> "model_not_found";
            case BODY_TOO_LARGE -> "request_too_large";
            case UNSUPPORTED_MEDIA_TYPE -> "unsupported_media_type";
            case INTERNAL -> "internal_error";
            case UPSTREAM_FAILED -> "upstream_failed";
            case UPSTREAM_TIMEOUT -> "upstream_timeout";
            case UNAVAILABLE -> "service_unavailable";
        };
    }
}
