package dev.tollgate.upstream.azure;

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

class AzureErrorsTest {
    private final ErrorForm errors = new AzureErrors();

    @ParameterizedTest
    @CsvSource({
        "MINUTE, REQUEST_COUNT,     USED_UP,           ' Please retry after 30 seconds.'",
        "DAY,    TOTAL_TOKEN_COUNT, USED_UP,           ' Please retry after 50370 seconds.'",
        "DAY,    TOTAL_TOKEN_COUNT, CALLS_IN_FLIGHT,   ' Please retry after 1 seconds.'",
        "MINUTE, TOTAL_TOKEN_COUNT, LARGER_THAN_LIMIT, ''",
    })
    void refusal_saysHowLongToWait_whereWaitingHelps(
            WindowUnit unit, Dimension dimension, Refusal.Cause cause, String wait) {
        var refused = refusal(quota(unit, dimension, 10, 10), cause);

        var reply = errors.refusal(refused, "r-1", NOW);

        assertThat(reply.status()).isEqualTo(429);
        assertThat(reply.headers()).containsEntry("content-type", "application/json");
        assertThat(new String(reply.body(), UTF_8))
                .isEqualTo(
                        "{\"error\":{\"code\":\"429\",\"message\":\"%s%s\"}}".formatted(refused.describe(NOW), wait));
    }

    @Test
    void refusal_isWhole() {
        var reply = errors.refusal(refusal(inFlight(3, 3), Refusal.Cause.CALLS_IN_FLIGHT), "r-1", NOW);

        assertThat(new String(reply.body(), UTF_8))
                .isEqualTo(
                        "{\"error\":{\"code\":\"429\",\"message\":\"concurrentRequests of plan AIGold is limited to 3,"
                                + " and as many calls are in flight. Try again when one has ended. Please retry after 1"
                                + " seconds.\"}}");
    }

    @ParameterizedTest
    @CsvSource({
        "BAD_REQUEST,            400, BadRequest",
        "MISSING_KEY,            401, 401",
        "INVALID_KEY,            401, 401",
        "SUBSCRIPTION_BLOCKED,   403, 403",
        "SUBSCRIPTION_INACTIVE,  403, 403",
        "UNKNOWN_BACKEND,        404, 404",
        "UNKNOWN_ROUTE,          404, 404",
        "UNKNOWN_MODEL,          404, DeploymentNotFound",
        "BODY_TOO_LARGE,         413, RequestEntityTooLarge",
        "UNSUPPORTED_MEDIA_TYPE, 415, UnsupportedMediaType",
        "INTERNAL,               500, InternalServerError",
        "UPSTREAM_FAILED,        502, BadGateway",
        "UNAVAILABLE,            503, ServiceUnavailable",
        "UPSTREAM_TIMEOUT,       504, Timeout",
    })
    void error_hasAzuresCode(Fault.Kind kind, int status, String code) {
        var reply = errors.error(new Fault(kind, "Why \"so\"."), "r-1");

        assertThat(reply.status()).isEqualTo(status);
        assertThat(new String(reply.body(), UTF_8))
                .isEqualTo("{\"error\":{\"code\":\"%s\",\"message\":\"Why \\\"so\\\".\"}}".formatted(code));
    }

    @Test
    void error_namesTheParameter_whereThereIsOne() {
        var reply = errors.error(Fault.ofField("n", "'n' is wrong."), "r-1");

        assertThat(new String(reply.body(), UTF_8))
                .isEqualTo("{\"error\":{\"code\":\"BadRequest\",\"message\":\"'n' is wrong.\",\"param\":\"n\"}}");
    }
}
