package dev.tollgate.upstream.problem;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.core.counter.Owner;
import dev.tollgate.core.limit.QuotaState;
import dev.tollgate.core.limit.Refusal;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.InFlight;
import dev.tollgate.core.quota.Window;
import dev.tollgate.core.quota.WindowLength;
import dev.tollgate.core.quota.WindowUnit;
import dev.tollgate.upstream.ErrorForm;
import dev.tollgate.upstream.ErrorReply;
import dev.tollgate.upstream.Fault;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemErrorsTest {
    private static final Instant NOW = Instant.parse("2026-05-20T10:00:30.250Z");
    private static final String ID = "3f0e9a5e-6f6d-4b7e-9d0e-0b2a5d1c7f11";

    private final ErrorForm errors = new ProblemErrors();

    @Test
    void refusal_namesTheLimit_asRateLimitPolicyDoes() {
        var refusal = refusal(new Owner.OfSubscription("app"), new WindowLength(1, WindowUnit.MINUTE).windowAt(NOW));

        var reply = errors.refusal(refusal, ID, NOW);

        assertThat(reply.status()).isEqualTo(429);
        assertThat(reply.headers()).isEqualTo(Map.of("content-type", "application/problem+json"));
        assertThat(body(reply))
                .isEqualTo(("{\"type\":\"https://iana.org/assignments/http-problem-types#quota-exceeded\","
                                + "\"title\":\"Request cannot be satisfied as assigned quota has been exceeded\","
                                + "\"status\":429,\"detail\":\"%s\",\"instance\":\"urn:uuid:%s\","
                                + "\"violated-policies\":[\"requestCount-1min\"]}")
                        .formatted(refusal.describe(NOW), ID));
    }

    @Test
    void refusal_namesCallsInFlight_andABackendsLimit_too() {
        var inFlight = refusal(new Owner.OfSubscription("app"), new InFlight().windowAt(NOW));
        var backend = refusal(new Owner.OfBackend("b"), new WindowLength(1, WindowUnit.DAY).windowAt(NOW));

        assertThat(body(errors.refusal(inFlight, ID, NOW))).endsWith("\"violated-policies\":[\"concurrentRequests\"]}");
        assertThat(errors.refusal(backend, ID, NOW).status()).isEqualTo(429);
        assertThat(body(errors.refusal(backend, ID, NOW))).endsWith("\"violated-policies\":[\"requestCount-1day\"]}");
    }

    @ParameterizedTest
    @CsvSource({
        "BAD_REQUEST, 400, Bad Request",
        "MISSING_KEY, 401, Unauthorized",
        "INVALID_KEY, 401, Unauthorized",
        "SUBSCRIPTION_BLOCKED, 403, Forbidden",
        "SUBSCRIPTION_INACTIVE, 403, Forbidden",
        "UNKNOWN_BACKEND, 404, Not Found",
        "UNKNOWN_ROUTE, 404, Not Found",
        "UNKNOWN_MODEL, 404, Not Found",
        "BODY_TOO_LARGE, 413, Content Too Large",
        "UNSUPPORTED_MEDIA_TYPE, 415, Unsupported Media Type",
        "INTERNAL, 500, Internal Server Error",
        "UPSTREAM_FAILED, 502, Bad Gateway",
        "UNAVAILABLE, 503, Service Unavailable",
        "UPSTREAM_TIMEOUT, 504, Gateway Timeout",
    })
    void error_isWhatItsStatusSays(Fault.Kind kind, int status, String title) {
        var reply = errors.error(new Fault(kind, "It is \"so\"."), ID);

        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.headers()).isEqualTo(Map.of("content-type", "application/problem+json"));
        assertThat(body(reply))
                .isEqualTo(
                        "{\"type\":\"about:blank\",\"title\":\"%s\",\"status\":%d,\"detail\":\"It is \\\"so\\\".\",\"instance\":\"urn:uuid:%s\"}"
                                .formatted(title, status, ID));
    }

    @Test
    void error_namesTheFieldThatIsWrong() {
        assertThat(body(errors.error(Fault.ofField("inferenceConfig.maxTokens", "No."), ID)))
                .isEqualTo("{\"type\":\"about:blank\",\"title\":\"Bad Request\",\"status\":400,\"detail\":\"No.\","
                        + "\"instance\":\"urn:uuid:%s\",\"field\":\"inferenceConfig.maxTokens\"}".formatted(ID));
    }

    @ParameterizedTest
    @ValueSource(strings = {"r-1", "", "3f0e9a5e6f6d4b7e9d0e0b2a5d1c7f11", "3f0e9a5e-6f6d-4b7e-9d0e-0b2a5d1c7f11 "})
    void anIdThatIsNoUuid_isNoUrn(String id) {
        assertThat(body(errors.error(new Fault(Fault.Kind.INTERNAL, "No."), id)))
                .isEqualTo(
                        "{\"type\":\"about:blank\",\"title\":\"Internal Server Error\",\"status\":500,\"detail\":\"No.\"}");
    }

    private static Refusal refusal(Owner owner, Window window) {
        var quota = new QuotaState(owner, "plan AIGold", window, Dimension.REQUEST_COUNT, 10, 10);
        return new Refusal(quota, 10, 1, 10, Refusal.Cause.USED_UP);
    }

    private static String body(ErrorReply reply) {
        return new String(reply.body(), UTF_8);
    }
}
