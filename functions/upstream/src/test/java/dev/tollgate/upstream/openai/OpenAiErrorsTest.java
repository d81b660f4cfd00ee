package dev.tollgate.upstream.openai;

import static dev.tollgate.upstream.openai.QuotaStates.NOW;
import static dev.tollgate.upstream.openai.QuotaStates.inFlight;
import static dev.tollgate.upstream.openai.QuotaStates.quota;
import static dev.tollgate.upstream.openai.QuotaStates.refusal;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.core.limit.Refusal;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.WindowUnit;
import dev.tollgate.upstream.ErrorForm;
import dev.tollgate.upstream.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenAiErrorsTest {
    private final ErrorForm errors = new OpenAiErrors();

    @ParameterizedTest
    @CsvSource({
        "MINUTE, REQUEST_COUNT,          USED_UP,           requests,           rate_limit_exceeded",
        "HOUR,   COMPLETION_TOKEN_COUNT, USED_UP,           tokens,             rate_limit_exceeded",
        "MINUTE, TOTAL_TOKEN_COUNT,      LARGER_THAN_LIMIT, tokens,             rate_limit_exceeded",
        "MINUTE, COST,                   USED_UP,           tokens,             rate_limit_exceeded",
        "DAY,    TOTAL_TOKEN_COUNT,      USED_UP,           insufficient_quota, insufficient_quota",
        "DAY,    TOTAL_TOKEN_COUNT,      LARGER_THAN_LIMIT, insufficient_quota, insufficient_quota",
        "DAY,    TOTAL_TOKEN_COUNT,      CALLS_IN_FLIGHT,   tokens,             rate_limit_exceeded",
        "MONTH,  REQUEST_COUNT,          USED_UP,           insufficient_quota, insufficient_quota",
    })
    void refusal_isTemporaryOrFinal_byItsWindow(
            WindowUnit unit, Dimension dimension, Refusal.Cause cause, String type, String code) {
        var refused = refusal(quota(unit, dimension, 10, 10), cause);

        var reply = errors.refusal(refused, "r-1", NOW);

        assertThat(reply.status()).isEqualTo(429);
        assertThat(reply.headers()).containsEntry("content-type", "application/json");
        assertThat(new String(reply.body(), UTF_8))
                .isEqualTo("{\"error\":{\"message\":\"%s\",\"type\":\"%s\",\"param\":null,\"code\":\"%s\"}}"
                        .formatted(refused.describe(NOW), type, code));
    }

    @Test
    void refusal_isTemporary_whenTooManyCallsAreInFlight() {
        var reply = errors.refusal(refusal(inFlight(3, 3), Refusal.Cause.CALLS_IN_FLIGHT), "r-1", NOW);

        assertThat(new String(reply.body(), UTF_8))
                .isEqualTo("{\"error\":{\"message\":\"concurrentRequests of plan AIGold is limited to 3, and as many"
                        + " calls are in flight. Try again when one has ended.\",\"type\":\"requests\",\"param\":null,"
                        + "\"code\":\"rate_limit_exceeded\"}}");
    }

    @ParameterizedTest
    @CsvSource({
        "MISSING_KEY,            401, invalid_request_error, invalid_api_key",
        "INVALID_KEY,            401, invalid_request_error, invalid_api_key",
        "SUBSCRIPTION_BLOCKED,   403, invalid_request_error, subscription_blocked",
        "SUBSCRIPTION_INACTIVE,  403, invalid_request_error, subscription_inactive",
        "UNKNOWN_BACKEND,        404, invalid_request_error, unknown_backend",
        "UNKNOWN_ROUTE,          404, invalid_request_error, unknown_url",
        "UNKNOWN_MODEL,          404, invalid_request_error, model_not_found",
        "BODY_TOO_LARGE,         413, invalid_request_error, request_too_large",
        "UNSUPPORTED_MEDIA_TYPE, 415, invalid_request_error, unsupported_media_type",
        "INTERNAL,               500, server_error,          internal_error",
        "UPSTREAM_FAILED,        502, server_error,          upstream_failed",
        "UNAVAILABLE,            503, server_error,          service_unavailable",
        "UPSTREAM_TIMEOUT,       504, server_error,          upstream_timeout",
    })
    void error_hasAllFourFields(Fault.Kind kind, int status, String type, String code) {
        var reply = errors.error(new Fault(kind, "Why."), "r-1");

        assertThat(reply.status()).isEqualTo(status);
        assertThat(new String(reply.body(), UTF_8))
                .isEqualTo("{\"error\":{\"message\":\"Why.\",\"type\":\"%s\",\"param\":null,\"code\":\"%s\"}}"
                        .formatted(type, code));
    }

    @Test
    void error_namesTheField_andHasNoCode_whenItIsAboutTheBody() {
        var reply = errors.error(Fault.ofField("model", "'model' must be \"x\"."), "r-1");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(new String(reply.body(), UTF_8))
                .isEqualTo("{\"error\":{\"message\":\"'model' must be \\\"x\\\".\","
                        + "\"type\":\"invalid_request_error\",\"param\":\"model\",\"code\":null}}");
    }
}
