package dev.tollgate.upstream.gemini;

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
import dev.tollgate.core.usage.PromptEstimation;
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

class GeminiDialectTest {
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:30.250Z");
    private static final Owner APP = new Owner.OfSubscription("app");

    private final GeminiDialect dialect = new GeminiDialect();
    private final DialectCaller caller = DialectCaller.of(dialect);

    @ParameterizedTest
    @CsvSource({
        "POST, /v1beta/models/m:generateContent, true",
        "POST, /v1beta/models/m:streamGenerateContent, true",
        "POST, /v1/models/m:streamGenerateContent, true",
        "POST, /v1beta/models/m:embedContent, true",
        "POST, /v1beta/models/m:batchEmbedContents, true",
        "POST, /v1beta/models/m:countTokens, true",
        "GET, /v1beta/models, true",
        "GET, /v1/models/m, true",
        "POST, /v1beta/models/:generateContent, false",
        "POST, /v1beta/models/m:GenerateContent, false",
        "POST, /v1beta/models/m:batchGenerateContent, false",
        "POST, /v1beta/models/m:asyncBatchEmbedContent, false",
        "POST, /v1beta/models/m:predict, false",
        "POST, /v1beta/models/m:predictLongRunning, false",
        "POST, /v1beta/models/m, false",
        "POST, /v1beta/tunedModels/m:generateContent, false",
        "POST, /v1beta/cachedContents, false",
        "POST, /v1beta/interactions, false",
        "POST, /upload/v1beta/files, false",
        "POST, /v1alpha/models/m:generateContent, false",
        "GET, /v1beta/files, false",
    })
    void whatMayBeCalled_isWhatIsMetered(String method, String path, boolean isThere) {
        assertThat(caller.find(method, path, Map.of(), "").isPresent()).isEqualTo(isThere);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST | /v1beta/models/m:generateContent       | /v1beta/models/m:generateContent",
                "POST | /v1beta/models/m:streamGenerateContent | /v1beta/models/m:streamGenerateContent?alt=sse",
                "POST | /v1beta/models/m:embedContent          | /v1beta/models/m:embedContent",
                "POST | /v1beta/models/m:batchEmbedContents    | /v1beta/models/m:batchEmbedContents",
                "POST | /v1beta/models/m:countTokens           | /v1beta/models/m:countTokens",
                "GET  | /v1/models                             | /v1/models?pageSize=2&pageToken=t",
                "GET  | /v1beta/models/m                       | /v1beta/models/m",
            })
    void aQuery_goesUp_onlyWhereItIsKnown_andNeverAKey(String method, String path, String sent) {
        var query = Map.of("alt", "sse", "key", "secret", "pageSize", "2", "pageToken", "t", "$alt", "proto");

        var call = (ParsedCall.Valid) caller.read(method, path, query, "{}");

        assertThat(call.call().path()).isEqualTo(sent);
    }

    @ParameterizedTest
    @CsvSource({"sse, true", "json, true", "proto, false", "media, false", "SSE, false", "'', false"})
    void aStream_comesInAFormThatIsMetered(String alt, boolean isValid) {
        var read = caller.read("POST", "/v1beta/models/m:streamGenerateContent", Map.of("alt", alt), "{}");

        assertThat(read instanceof ParsedCall.Valid).isEqualTo(isValid);
        if (read instanceof ParsedCall.Invalid(var fault)) {
            assertThat(fault.field()).isEqualTo("alt");
        }
    }

    @Test
    void countingTokens_costsNone_andSendsTheBodyAsItCame() {
        var json = "{ \"contents\":[{\"parts\":[{\"fileData\":{}}]}] }";

        var call = caller.post("/v1beta/models/m:countTokens", json);

        assertThat(DialectCaller.body(call)).isEqualTo(json);
        assertThat(call.estimate()).isEqualTo(Estimate.NO_TOKENS);
        assertThat(DialectCaller.usageOf(call, "{\"totalTokens\":14}")).contains(Usage.NO_TOKENS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "countTokens        | {\"generateContentRequest\":{\"model\":\"models/fast\"}}   | {\"generateContentRequest\":{\"model\":\"models/gemini-x\"}}",
                "countTokens        | {\"generate_content_request\":{\"model\":\"models/fast\"}} | {\"generate_content_request\":{\"model\":\"models/gemini-x\"}}",
                "countTokens        | { \"contents\":[] }                                        | { \"contents\":[] }",
                "embedContent       | {\"model\":\"models/fast\",\"content\":{}}                 | {\"model\":\"models/gemini-x\",\"content\":{}}",
                "embedContent       | {\"content\":{}}                                           | {\"content\":{}}",
                "batchEmbedContents | {\"requests\":[{\"model\":\"models/fast\"},{\"content\":{}}]} | {\"requests\":[{\"model\":\"models/gemini-x\"},{\"content\":{}}]}",
            })
    void anAlias_isReplaced_whereverABodyRepeatsTheModel(String method, String json, String sent) {
        var call = caller.withAlias("fast", "gemini-x").post("/v1beta/models/fast:" + method, json);

        assertThat(DialectCaller.body(call)).isEqualTo(sent);
        assertThat(call.path()).isEqualTo("/v1beta/models/gemini-x:" + method);
    }

    @Test
    void anAlias_isReplaced_whereAModelIsShown() {
        var shown = (ParsedCall.Valid)
                caller.withAlias("fast", "gemini-x").read("GET", "/v1beta/models/fast", Map.of(), "");

        assertThat(shown.call().path()).isEqualTo("/v1beta/models/gemini-x");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "embedContent       | {\"content\":{\"parts\":[{\"text\":\"ü\"}]}}                                 | 0",
                "embedContent       | {\"content\":{\"parts\":[{\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\"AAAA\"}}]}} | 4996",
                "batchEmbedContents | {\"requests\":[{\"model\":\"models/m\",\"content\":{\"parts\":[{\"text\":\"a\"}]}}]} | 0",
                "batchEmbedContents | {\"requests\":[{\"content\":{\"parts\":{\"inline_data\":{\"mime_type\":\"image/png\",\"data\":\"AAAA\"}}}}]} | 4996",
            })
    void anEmbedding_hasAPromptAndNoCompletion(String method, String json, long more) {
        var call = caller.with(DialectCaller.SENT).post("/v1beta/models/m:" + method, json);

        assertThat(call.estimate()).isEqualTo(new Estimate(call.body().length + more, 0));
        assertThat(DialectCaller.body(call)).isEqualTo(json);
        assertThat(call.metering().typicalCompletion(new byte[100])).isZero();
        assertThat(DialectCaller.usageOf(call, "{\"embedding\":{\"values\":[1]}}"))
                .isEmpty();
        assertThat(DialectCaller.usageOf(call, "{\"usageMetadata\":{\"promptTokenCount\":3}}"))
                .contains(new Usage(3, 0, 3, 0, 0, 0, Usage.Source.PROVIDER));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "embedContent       | {\"content\":{\"parts\":[{\"fileData\":{}}]}}                   | content",
                "embedContent       | {\"model\":\"models/other\"}                                   | model",
                "embedContent       | {\"Content\":{}}                                               | Content",
                "batchEmbedContents | {\"requests\":[{},{\"content\":{\"parts\":[{\"fileData\":{}}]}}]} | content",
                "batchEmbedContents | {\"requests\":[{},{\"model\":\"models/other\"}]}               | model",
                "batchEmbedContents | {\"requests\":{\"model\":\"models/other\"}}                    | model",
                "batchEmbedContents | {\"Requests\":[]}                                              | Requests",
            })
    void anEmbedding_thatCannotBeMetered_isRefused(String method, String json, String field) {
        assertThat(caller.fault("/v1beta/models/m:" + method, json).field()).isEqualTo(field);
    }

    @Test
    void anEmbeddingOfAFile_countsAsTheOperatorSays() {
        var json = "{\"content\":{\"parts\":[{\"fileData\":{}}]}}";

        var call = caller.with(PromptEstimation.STRICT.withUnseen(500)).post("/v1/models/m:embedContent", json);

        assertThat(call.estimate().promptTokens()).isEqualTo(json.length() + 500);
    }

    @Test
    void aRequest_hasTheKeyInAHeader_andNotInItsQuery() {
        var authorized = dialect.authorized(request(), new Credential.Secret(new Redacted("AIza-1")));

        assertThat(authorized.headers()).isEqualTo(Map.of("x-goog-api-key", "AIza-1"));
        assertThat(authorized.uri()).isEqualTo(request().uri());
        assertThatThrownBy(() -> dialect.authorized(request(), new Credential.AwsRole()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("API key");
    }

    @Test
    void headers_passBothWays_onlyIfTheyAreListed() {
        assertThat(dialect.requestHeaders()).containsExactly("x-server-timeout");
        assertThat(dialect.responseHeaders()).containsExactlyInAnyOrder("content-type", "retry-after");
        assertThat(dialect.rateLimitHeaders(List.of(quota(WindowUnit.MINUTE, Dimension.REQUEST_COUNT)), NOW))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "MINUTE, REQUEST_COUNT, USED_UP, requestCount, requestCount-1min, 30s",
        "HOUR, COMPLETION_TOKEN_COUNT, USED_UP, completionTokenCount, completionTokenCount-1hour, 3570s",
        "DAY, TOTAL_TOKEN_COUNT, USED_UP, totalTokenCount, totalTokenCount-1day-PerDay, 50370s",
        "MONTH, COST, USED_UP, cost, cost-1month-PerDay, 914370s",
        "DAY, TOTAL_TOKEN_COUNT, CALLS_IN_FLIGHT, totalTokenCount, totalTokenCount-1day, 1s",
        "DAY, PROMPT_TOKEN_COUNT, LARGER_THAN_LIMIT, promptTokenCount, promptTokenCount-1day-PerDay, ''",
    })
    void aRefusal_tellsTheLimit_andHowLongToWait(
            WindowUnit unit, Dimension dimension, Refusal.Cause cause, String metric, String id, String delay) {
        var refusal = new Refusal(quota(unit, dimension), 10, 1, 10, cause);

        var reply = dialect.errors().refusal(refusal, "r-1", NOW);

        assertThat(reply.status()).isEqualTo(429);
        assertThat(new String(reply.body(), UTF_8))
                .isEqualTo(refusalJson(refusal, metric, id)
                        + (delay.isEmpty()
                                ? ""
                                : ",{\"@type\":\"type.googleapis.com/google.rpc.RetryInfo\",\"retryDelay\":\"%s\"}"
                                        .formatted(delay))
                        + "]}}");
    }

    @Test
    void aRefusal_forCallsInFlight_isTemporary() {
        var quota = new QuotaState(APP, "plan AIGold", new InFlight().windowAt(NOW), Dimension.REQUEST_COUNT, 10, 10);
        var refusal = new Refusal(quota, 10, 1, 10, Refusal.Cause.CALLS_IN_FLIGHT);

        assertThat(new String(dialect.errors().refusal(refusal, "r-1", NOW).body(), UTF_8))
                .startsWith(refusalJson(refusal, "concurrentRequests", "concurrentRequests"))
                .endsWith("\"retryDelay\":\"1s\"}]}}");
    }

    @ParameterizedTest
    @CsvSource({
        "BAD_REQUEST, 400, INVALID_ARGUMENT",
        "MISSING_KEY, 401, UNAUTHENTICATED",
        "INVALID_KEY, 401, UNAUTHENTICATED",
        "SUBSCRIPTION_BLOCKED, 403, PERMISSION_DENIED",
        "SUBSCRIPTION_INACTIVE, 403, PERMISSION_DENIED",
        "UNKNOWN_BACKEND, 404, NOT_FOUND",
        "UNKNOWN_ROUTE, 404, NOT_FOUND",
        "UNKNOWN_MODEL, 404, NOT_FOUND",
        "BODY_TOO_LARGE, 413, INVALID_ARGUMENT",
        "UNSUPPORTED_MEDIA_TYPE, 415, INVALID_ARGUMENT",
        "INTERNAL, 500, INTERNAL",
        "UPSTREAM_FAILED, 502, UNAVAILABLE",
        "UNAVAILABLE, 503, UNAVAILABLE",
        "UPSTREAM_TIMEOUT, 504, DEADLINE_EXCEEDED",
    })
    void aFault_isAStatusOfGoogles(Fault.Kind kind, int code, String status) {
        var reply = dialect.errors().error(new Fault(kind, "Say \"x\"."), "r-1");

        assertThat(reply.status()).isEqualTo(code);
        assertThat(new String(reply.body(), UTF_8))
                .isEqualTo("{\"error\":{\"code\":%d,\"message\":\"Say \\\"x\\\".\",\"status\":\"%s\"}}"
                        .formatted(code, status));
    }

    @Test
    void aFaultOfAField_namesIt() {
        var reply = dialect.errors().error(Fault.ofField("generationConfig.maxOutputTokens", "Too large."), "r-1");

        assertThat(new String(reply.body(), UTF_8))
                .isEqualTo("{\"error\":{\"code\":400,\"message\":\"Too large.\",\"status\":\"INVALID_ARGUMENT\","
                        + "\"details\":[{\"@type\":\"type.googleapis.com/google.rpc.BadRequest\",\"fieldViolations\":"
                        + "[{\"field\":\"generationConfig.maxOutputTokens\",\"description\":\"Too large.\"}]}]}}");
    }

    private static String refusalJson(Refusal refusal, String metric, String id) {
        var message = refusal.describe(NOW);
        return "{\"error\":{\"code\":429,\"message\":\"%s\",\"status\":\"RESOURCE_EXHAUSTED\",\"details\":["
                        .formatted(message)
                + "{\"@type\":\"type.googleapis.com/google.rpc.QuotaFailure\",\"violations\":[{\"subject\":\"plan AIGold\","
                + "\"description\":\"%s\",\"quotaMetric\":\"%s\",\"quotaId\":\"%s\",\"quotaValue\":\"10\"}]}"
                        .formatted(message, metric, id);
    }

    private static UpstreamRequest request() {
        return new UpstreamRequest(
                "POST",
                URI.create("https://x/v1beta/models/m:generateContent"),
                Map.of(),
                new byte[0],
                Duration.ofSeconds(1));
    }

    private static QuotaState quota(WindowUnit unit, Dimension dimension) {
        return new QuotaState(APP, "plan AIGold", new WindowLength(1, unit).windowAt(NOW), dimension, 10, 10);
    }
}
