package dev.tollgate.upstream.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tollgate.core.Redacted;
import dev.tollgate.core.counter.Owner;
import dev.tollgate.core.limit.QuotaState;
import dev.tollgate.core.limit.Refusal;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.InFlight;
import dev.tollgate.core.quota.WindowLength;
import dev.tollgate.core.quota.WindowUnit;
import dev.tollgate.core.usage.Estimate;
import dev.tollgate.core.usage.Usage;
import dev.tollgate.upstream.Credential;
import dev.tollgate.upstream.DialectCaller;
import dev.tollgate.upstream.Fault;
import dev.tollgate.upstream.ParsedCall;
import dev.tollgate.upstream.http.UpstreamRequest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnthropicDialectTest {
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:30.250Z");
    private static final Owner APP = new Owner.OfSubscription("app");

    private final AnthropicDialect dialect = new AnthropicDialect();
    private final DialectCaller caller = DialectCaller.of(dialect);

    @ParameterizedTest
    @CsvSource({
        "POST, /v1/messages, true",
        "POST, /v1/messages/count_tokens, true",
        "GET, /v1/models, true",
        "GET, /v1/models/claude-haiku-4-5, true",
        "GET, /v1/messages, false",
        "POST, /v1/messages/batches, false",
        "GET, /v1/messages/batches/b/results, false",
        "POST, /v1/complete, false",
        "POST, /v1/files, false",
        "GET, /v1/files, false",
        "POST, /v1/models, false",
        "POST, /v1/Messages, false",
        "GET, /v1/organizations/usage_report/messages, false",
    })
    void whatMayBeCalled_isWhatIsMetered(String method, String path, boolean isThere) {
        assertThat(caller.find(method, path, Map.of(), "").isPresent()).isEqualTo(isThere);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST | /v1/messages              | /v1/messages?beta=true",
                "POST | /v1/messages/count_tokens | /v1/messages/count_tokens?beta=true",
                "GET  | /v1/models                | /v1/models?after_id=a%26b&beta=true&limit=2",
                "GET  | /v1/models/m              | /v1/models/m?beta=true",
            })
    void aQuery_goesUp_onlyWhereItIsKnown(String method, String path, String sent) {
        var query = Map.of("beta", "true", "limit", "2", "after_id", "a&b", "key", "secret");

        var call = (ParsedCall.Valid) caller.read(method, path, query, "{\"model\":\"m\",\"messages\":[]}");

        assertThat(call.call().path()).isEqualTo(sent);
    }

    @Test
    void countingTokens_costsNone_andSendsTheBodyAsItCame() {
        var json = "{ \"model\":\"m\", \"messages\":[], \"container\":\"c\" }";

        var call = caller.post("/v1/messages/count_tokens", json);

        assertThat(DialectCaller.body(call)).isEqualTo(json);
        assertThat(call.estimate()).isEqualTo(Estimate.NO_TOKENS);
        assertThat(DialectCaller.usageOf(call, "{\"input_tokens\":14}")).contains(Usage.NO_TOKENS);
        assertThat(caller.fault("/v1/messages/count_tokens", "{}").field()).isEqualTo("model");
    }

    @Test
    void anAlias_isReplaced_whereverAModelIsNamed() {
        var aliased = caller.withAlias("fast", "claude-haiku-4-5");

        var counted = aliased.post("/v1/messages/count_tokens", "{\"model\":\"fast\",\"messages\":[]}");
        var shown = (ParsedCall.Valid) aliased.read("GET", "/v1/models/fast", Map.of(), "");

        assertThat(DialectCaller.body(counted)).isEqualTo("{\"model\":\"claude-haiku-4-5\",\"messages\":[]}");
        assertThat(shown.call().path()).isEqualTo("/v1/models/claude-haiku-4-5");
        assertThat(shown.call().body()).isEmpty();
    }

    @Test
    void aRequest_hasTheKey_andAVersionOnlyIfTheCallerSentNone() {
        var key = new Credential.Secret(new Redacted("sk-ant-1"));

        assertThat(dialect.authorized(request(Map.of("accept", "*/*")), key).headers())
                .isEqualTo(Map.of("accept", "*/*", "x-api-key", "sk-ant-1", "anthropic-version", "2023-06-01"));
        assertThat(dialect.authorized(request(Map.of("anthropic-version", "2030-01-01")), key)
                        .headers())
                .containsEntry("anthropic-version", "2030-01-01");
        assertThatThrownBy(() -> dialect.authorized(request(Map.of()), new Credential.AwsRole()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("API key");
    }

    @Test
    void headers_passBothWays_onlyIfTheyAreListed() {
        assertThat(dialect.requestHeaders()).containsExactlyInAnyOrder("accept", "anthropic-version", "anthropic-beta");
        assertThat(dialect.responseHeaders())
                .containsExactlyInAnyOrder("content-type", "request-id", "retry-after", "x-should-retry");
    }

    @Test
    void rateLimitHeaders_tellTheTightestLimitOfEachFamily() {
        var quotas = List.of(
                quota(WindowUnit.MINUTE, Dimension.REQUEST_COUNT, 500, 1),
                quota(WindowUnit.DAY, Dimension.TOTAL_TOKEN_COUNT, 50_000, 49_000),
                quota(WindowUnit.MINUTE, Dimension.PROMPT_TOKEN_COUNT, 1_000, 10),
                quota(WindowUnit.HOUR, Dimension.PROMPT_TOKEN_COUNT, 9_000, 8_500),
                quota(WindowUnit.DAY, Dimension.COST, 10, 10),
                new QuotaState(APP, "plan AIGold", new InFlight().windowAt(NOW), Dimension.REQUEST_COUNT, 1, 1));

        assertThat(dialect.rateLimitHeaders(quotas, NOW))
                .isEqualTo(Map.of(
                        "anthropic-ratelimit-requests-limit", "500",
                        "anthropic-ratelimit-requests-remaining", "499",
                        "anthropic-ratelimit-requests-reset", "2026-11-20T10:01:00Z",
                        "anthropic-ratelimit-tokens-limit", "9000",
                        "anthropic-ratelimit-tokens-remaining", "500",
                        "anthropic-ratelimit-tokens-reset", "2026-11-20T11:00:00Z",
                        "anthropic-ratelimit-input-tokens-limit", "9000",
                        "anthropic-ratelimit-input-tokens-remaining", "500",
                        "anthropic-ratelimit-input-tokens-reset", "2026-11-20T11:00:00Z"));
        assertThat(dialect.rateLimitHeaders(List.of(quotas.get(4), quotas.get(5)), NOW))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "MINUTE, REQUEST_COUNT, USED_UP",
        "DAY, TOTAL_TOKEN_COUNT, USED_UP",
        "MONTH, COST, USED_UP",
        "HOUR, COMPLETION_TOKEN_COUNT, CALLS_IN_FLIGHT",
        "HOUR, PROMPT_TOKEN_COUNT, LARGER_THAN_LIMIT",
    })
    void aRefusal_isARateLimitError_ofWhateverWindow(WindowUnit unit, Dimension dimension, Refusal.Cause cause) {
        var refusal = new Refusal(quota(unit, dimension, 10, 10), 10, 1, 10, cause);

        var reply = dialect.errors().refusal(refusal, "r-1", NOW);

        assertThat(reply.status()).isEqualTo(429);
        assertThat(reply.headers()).isEqualTo(Map.of("content-type", "application/json", "request-id", "r-1"));
        assertThat(new String(reply.body(), UTF_8))
                .isEqualTo("{\"type\":\"error\",\"error\":{\"type\":\"rate_limit_error\",\"message\":\"%s\"},"
                                .formatted(refusal.describe(NOW))
                        + "\"request_id\":\"r-1\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "BAD_REQUEST, 400, invalid_request_error",
        "MISSING_KEY, 401, authentication_error",
        "INVALID_KEY, 401, authentication_error",
        "SUBSCRIPTION_BLOCKED, 403, permission_error",
        "SUBSCRIPTION_INACTIVE, 403, permission_error",
        "UNKNOWN_BACKEND, 404, not_found_error",
        "UNKNOWN_ROUTE, 404, not_found_error",
        "UNKNOWN_MODEL, 404, not_found_error",
        "BODY_TOO_LARGE, 413, request_too_large",
        "UNSUPPORTED_MEDIA_TYPE, 415, invalid_request_error",
        "INTERNAL, 500, api_error",
        "UPSTREAM_FAILED, 502, api_error",
        "UNAVAILABLE, 503, api_error",
        "UPSTREAM_TIMEOUT, 504, timeout_error",
    })
    void aFault_hasAnthropicsType(Fault.Kind kind, int status, String type) {
        var reply = dialect.errors().error(new Fault(kind, "Say \"x\"."), "r-1");

        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.headers()).containsEntry("request-id", "r-1");
        assertThat(new String(reply.body(), UTF_8))
                .isEqualTo("{\"type\":\"error\",\"error\":{\"type\":\"%s\",\"message\":\"Say \\\"x\\\".\"},"
                                .formatted(type)
                        + "\"request_id\":\"r-1\"}");
    }

    private static UpstreamRequest request(Map<String, String> headers) {
        return new UpstreamRequest(
                "POST", URI.create("https://x/v1/messages"), headers, new byte[0], Duration.ofSeconds(1));
    }

    private static QuotaState quota(WindowUnit unit, Dimension dimension, long limit, long used) {
        var window = new WindowLength(1, unit).windowAt(NOW);
        return new QuotaState(APP, "plan AIGold", window, dimension, limit, used);
    }
}
