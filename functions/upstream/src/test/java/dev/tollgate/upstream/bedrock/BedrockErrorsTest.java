package dev.tollgate.upstream.bedrock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.core.Redacted;
import dev.tollgate.core.counter.Owner;
import dev.tollgate.core.limit.QuotaState;
import dev.tollgate.core.limit.Refusal;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.WindowLength;
import dev.tollgate.core.quota.WindowUnit;
import dev.tollgate.upstream.Credential;
import dev.tollgate.upstream.Fault;
import dev.tollgate.upstream.http.ReplyHead;
import dev.tollgate.upstream.http.UpstreamRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BedrockErrorsTest {
    private final BedrockDialect dialect = TestDialect.dialect();

    @ParameterizedTest
    @EnumSource(
            value = WindowUnit.class,
            names = {"MINUTE", "DAY"})
    void refusal_isThrottling_whateverTheWindow(WindowUnit unit) {
        var window = new WindowLength(1, unit).windowAt(TestDialect.NOW);
        var quota = new QuotaState(
                new Owner.OfSubscription("app"), "plan \"A\"", window, Dimension.TOTAL_TOKEN_COUNT, 10, 10);
        var refusal = new Refusal(quota, 10, 1, 10, Refusal.Cause.USED_UP);

        var reply = dialect.errors().refusal(refusal, "r-1", TestDialect.NOW);

        assertThat(reply.status()).isEqualTo(429);
        assertThat(reply.headers())
                .isEqualTo(Map.of(
                        "content-type", "application/json",
                        "x-amzn-errortype", "ThrottlingException",
                        "x-amzn-requestid", "r-1"));
        assertThat(new String(reply.body(), UTF_8))
                .isEqualTo("{\"message\":\"%s\"}"
                        .formatted(refusal.describe(TestDialect.NOW).replace("\"", "\\\"")));
    }

    @ParameterizedTest
    @CsvSource({
        "BAD_REQUEST, 400, ValidationException, validationException",
        "MISSING_KEY, 401, AccessDeniedException, validationException",
        "INVALID_KEY, 401, AccessDeniedException, validationException",
        "SUBSCRIPTION_BLOCKED, 403, AccessDeniedException, validationException",
        "SUBSCRIPTION_INACTIVE, 403, AccessDeniedException, validationException",
        "UNKNOWN_BACKEND, 404, ResourceNotFoundException, validationException",
        "UNKNOWN_ROUTE, 404, UnknownOperationException, validationException",
        "UNKNOWN_MODEL, 404, ResourceNotFoundException, validationException",
        "BODY_TOO_LARGE, 413, ValidationException, validationException",
        "UNSUPPORTED_MEDIA_TYPE, 415, ValidationException, validationException",
        "INTERNAL, 500, InternalServerException, internalServerException",
        "UPSTREAM_FAILED, 502, ModelErrorException, modelStreamErrorException",
        "UNAVAILABLE, 503, ServiceUnavailableException, serviceUnavailableException",
        "UPSTREAM_TIMEOUT, 504, ModelTimeoutException, modelStreamErrorException",
    })
    void error_hasBedrocksName_inAReplyAndInAStream(Fault.Kind kind, int status, String name, String inStream)
            throws IOException {
        var fault = new Fault(kind, "It is \"so\".");

        var reply = dialect.errors().error(fault, "r-1");
        var streamed = new ConverseMetering()
                .streamMeter(new ReplyHead(200, Map.of("content-type", "application/vnd.amazon.eventstream")))
                .orElseThrow()
                .error(fault);

        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.headers()).containsEntry("x-amzn-errortype", name).containsEntry("x-amzn-requestid", "r-1");
        assertThat(new String(reply.body(), UTF_8)).isEqualTo("{\"message\":\"It is \\\"so\\\".\"}");
        var message = (EventMessage)
                new EventStreamReader(new ByteArrayInputStream(streamed)).next().orElseThrow();
        assertThat(message.headers())
                .isEqualTo(Map.of(
                        ":message-type", "exception",
                        ":exception-type", inStream,
                        ":content-type", "application/json"));
        assertThat(message.data()).isEqualTo("{\"message\":\"It is \\\"so\\\".\"}");
    }

    @Test
    void bedrock_hasNoRateLimitHeaders() {
        assertThat(dialect.rateLimitHeaders(List.of(), TestDialect.NOW)).isEmpty();
    }

    @Test
    void anApiKey_isSentAsABearerToken() {
        var request = new UpstreamRequest(
                "POST",
                URI.create("https://bedrock-runtime.us-east-1.amazonaws.com/"),
                Map.of(),
                new byte[0],
                Duration.ZERO);

        assertThat(dialect.authorized(request, new Credential.Secret(new Redacted("bedrock-api-key-1")))
                        .headers())
                .isEqualTo(Map.of("authorization", "Bearer bedrock-api-key-1"));
    }
}
