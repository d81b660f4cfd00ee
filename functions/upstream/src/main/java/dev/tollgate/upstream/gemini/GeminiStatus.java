package dev.tollgate.upstream.gemini;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tollgate.core.limit.Refusal;
import dev.tollgate.upstream.Fault;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Google's error object, a {@code google.rpc.Status} in JSON.
 *
 * @see <a href="https://google.aip.dev/193">the errors of Google's APIs</a>
 */
record GeminiStatus(Body error) {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    record Body(
            int code,
            String message,
            String status,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Detail> details) {}

    /** A message of {@code google.rpc} that says more. */
    @JsonPropertyOrder("@type")
    sealed interface Detail {
        /** Which message. */
        @JsonProperty("@type")
        default String type() {
            return "type.googleapis.com/google.rpc." + getClass().getSimpleName();
        }
    }

    /** Which field is wrong. */
    record BadRequest(List<FieldViolation> fieldViolations) implements Detail {}

    record FieldViolation(String field, String description) {}

    /** Which limit is in the way. */
    record QuotaFailure(List<Violation> violations) implements Detail {}

    record Violation(String subject, String description, String quotaMetric, String quotaId, String quotaValue) {}

    /** How long to wait, such as {@code 37s}. */
    record RetryInfo(String retryDelay) implements Detail {}

    static GeminiStatus of(Refusal refusal, Instant now) {
        var message = refusal.describe(now);
        var quota = refusal.quota();
        var details = new ArrayList<Detail>();
        details.add(new QuotaFailure(List.of(new Violation(
                quota.name(), message, quota.fieldName(), quotaId(refusal), String.valueOf(quota.limit())))));
        if (!refusal.isLargerThanLimit()) {
            details.add(new RetryInfo(refusal.retryAfter(now).toSeconds() + "s"));
        }
        return new GeminiStatus(new Body(429, message, "RESOURCE_EXHAUSTED", details));
    }

    /**
     * Google's clients take a limit for final whose id has {@code PerDay} in it, and any other for temporary: it is said of
     * windows of a day or longer that are used up.
     */
    private static String quotaId(Refusal refusal) {
        var isFinal = refusal.quota().window().rule().isDayOrLonger() && !refusal.isOfCallsInFlight();
        return refusal.quota().id() + (isFinal ? "-PerDay" : "");
    }

    static GeminiStatus of(Fault fault) {
        var field = fault.field();
        var details = field == null
                ? List.<Detail>of()
                : List.<Detail>of(new BadRequest(List.of(new FieldViolation(field, fault.message()))));
        return new GeminiStatus(new Body(fault.kind().status(), fault.message(), status(fault.kind()), details));
    }

    /** In JSON. */
    String json() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of texts can be written", e);
        }
    }

    private static String status(Fault.Kind kind) {
        return switch (kind) {
            case BAD_REQUEST, BODY_TOO_LARGE, UNSUPPORTED_MEDIA_TYPE -> "INVALID_ARGUMENT";
            case MISSING_KEY, INVALID_KEY -> "UNAUTHENTICATED";
            case SUBSCRIPTION_BLOCKED, SUBSCRIPTION_INACTIVE -> "PERMISSION_DENIED";
            case UNKNOWN_BACKEND, UNKNOWN_ROUTE, UNKNOWN_MODEL -> "NOT_FOUND";
            case INTERNAL -> "INTERNAL";
            case UPSTREAM_FAILED, UNAVAILABLE -> "UNAVAILABLE";
            case UPSTREAM_TIMEOUT -> "DEADLINE_EXCEEDED";
        };
    }
}
