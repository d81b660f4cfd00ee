package dev.tollgate.upstream.bedrock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tollgate.core.counter.Owner;
import dev.tollgate.core.limit.QuotaState;
import dev.tollgate.core.limit.Refusal;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.WindowLength;
import dev.tollgate.core.quota.WindowUnit;
import dev.tollgate.upstream.ErrorReply;
import dev.tollgate.upstream.Fault;
import dev.tollgate.upstream.Metering;
import dev.tollgate.upstream.http.ReplyHead;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.auth.token.credentials.StaticTokenProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClientBuilder;
import software.amazon.awssdk.services.bedrockruntime.auth.scheme.BedrockRuntimeAuthSchemeProvider;
import software.amazon.awssdk.services.bedrockruntime.model.BedrockRuntimeException;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamMetadataEvent;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamOutput;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithResponseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.ThrottlingException;

/** What AWS's own client sends, and what it makes of our errors. */
class AwsClientTest {
    private static final String MODEL = "anthropic.claude-3-haiku-20240307-v1:0";
    private static final String KEY = "tg-sandbox-k1-secret";
    private static final List<String> BEARER = List.of("httpBearerAuth");
    private static final String STREAM = "application/vnd.amazon.eventstream";

    /** Without TLS it would speak HTTP/2 from the first byte if it were not told. */
    private static final SdkAsyncHttpClient HTTP =
            NettyNioAsyncHttpClient.builder().protocol(Protocol.HTTP1_1).build();

    private final BedrockDialect dialect = TestDialect.dialect();

    @AfterAll
    static void close() {
        HTTP.close();
    }

    @Test
    void aClientWithABearerToken_callsAPathBehindAPath() throws IOException {
        try (var bedrock =
                        new FakeBedrock(json("{\"usage\":{\"inputTokens\":3,\"outputTokens\":4,\"totalTokens\":7}}"));
                var client = client(bedrock.at("/sandbox/bedrock"))) {
            var usage = client.converse(request -> request.modelId(MODEL)).usage();

            assertThat(usage.totalTokens()).isEqualTo(7);
            assertThat(bedrock.request().uri().getRawPath())
                    .isEqualTo("/sandbox/bedrock/model/anthropic.claude-3-haiku-20240307-v1%3A0/converse");
            assertThat(bedrock.request().headers()).containsEntry("Authorization", "Bearer " + KEY);
        }
    }

    @Test
    void aClient_findsItsBearerToken_whereItsEnvironmentHasIt() throws IOException {
        System.setProperty("aws.bearerTokenBedrock", KEY);
        try (var bedrock = new FakeBedrock(json("{}"));
                var client = builder(bedrock.at("/sandbox/bedrock")).build()) {
            client.converse(request -> request.modelId(MODEL));

            assertThat(bedrock.request().headers()).containsEntry("Authorization", "Bearer " + KEY);
        } finally {
            System.clearProperty("aws.bearerTokenBedrock");
        }
    }

    @Test
    void aClientThatSigns_encodesThePathTwice_asOursDoes() throws Exception {
        var credentials = StaticCredentialsProvider.create(
                AwsSessionCredentials.create(TestDialect.ACCESS_KEY, TestDialect.SECRET_KEY, TestDialect.SESSION));
        try (var bedrock = new FakeBedrock(json("{}"));
                var client =
                        builder(bedrock.at("")).credentialsProvider(credentials).build()) {
            client.converse(request -> request.modelId(MODEL));

            var sent = bedrock.request();
            var authorization = sent.headers().getOrDefault("Authorization", "");
            var signedHeaders = authorization.replaceFirst(".*SignedHeaders=([^,]*),.*", "$1");
            var host = sent.headers().getOrDefault("Host", "");
            assertThat(authorization).isEqualTo(Sigv4.authorization(sent, host, "us-east-1", signedHeaders));
        }
    }

    @Test
    void aRefusal_isAThrottlingException_withItsMessageAndTheCallsId() throws IOException {
        var window = new WindowLength(1, WindowUnit.MINUTE).windowAt(TestDialect.NOW);
        var quota = new QuotaState(
                new Owner.OfSubscription("app"), "plan AIGold", window, Dimension.TOTAL_TOKEN_COUNT, 10, 10);
        var refusal = new Refusal(quota, 10, 1, 10, Refusal.Cause.USED_UP);
        try (var bedrock = new FakeBedrock(dialect.errors().refusal(refusal, "r-1", TestDialect.NOW));
                var client = client(bedrock.at(""))) {
            assertThatExceptionOfType(ThrottlingException.class)
                    .isThrownBy(() -> client.converse(request -> request.modelId(MODEL)))
                    .satisfies(e -> {
                        assertThat(e.statusCode()).isEqualTo(429);
                        assertThat(e.requestId()).isEqualTo("r-1");
                        assertThat(e.awsErrorDetails().errorMessage()).isEqualTo(refusal.describe(TestDialect.NOW));
                    });
        }
    }

    @ParameterizedTest
    @CsvSource({
        "BAD_REQUEST, ValidationException",
        "MISSING_KEY, AccessDeniedException",
        "INVALID_KEY, AccessDeniedException",
        "SUBSCRIPTION_BLOCKED, AccessDeniedException",
        "UNKNOWN_MODEL, ResourceNotFoundException",
        "UNKNOWN_ROUTE, BedrockRuntimeException",
        "BODY_TOO_LARGE, ValidationException",
        "INTERNAL, InternalServerException",
        "UPSTREAM_FAILED, ModelErrorException",
        "UNAVAILABLE, ServiceUnavailableException",
        "UPSTREAM_TIMEOUT, ModelTimeoutException",
    })
    void anError_isTheExceptionOfItsName(Fault.Kind kind, String exception) throws IOException {
        try (var bedrock = new FakeBedrock(dialect.errors().error(new Fault(kind, "It is so."), "r-1"));
                var client = client(bedrock.at(""))) {
            assertThatExceptionOfType(BedrockRuntimeException.class)
                    .isThrownBy(() ->
                            client.invokeModel(request -> request.modelId(MODEL).body(SdkBytes.fromUtf8String("{}"))))
                    .satisfies(e -> {
                        assertThat(e.getClass().getSimpleName()).isEqualTo(exception);
                        assertThat(e.statusCode()).isEqualTo(kind.status());
                        assertThat(e.awsErrorDetails().errorMessage()).isEqualTo("It is so.");
                    });
        }
    }

    @Test
    void aStream_isReadToItsUsage() throws IOException {
        var sent = Events.converse("{\"inputTokens\":3,\"outputTokens\":4,\"totalTokens\":7}");

        var events = converse(sent);

        assertThat(events).hasSize(sent.size());
        assertThat(((ConverseStreamMetadataEvent) events.getLast()).usage().totalTokens())
                .isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource({
        "UPSTREAM_FAILED, ModelStreamErrorException",
        "UPSTREAM_TIMEOUT, ModelStreamErrorException",
        "UNAVAILABLE, ServiceUnavailableException",
        "INTERNAL, InternalServerException",
        "BAD_REQUEST, ValidationException",
    })
    void anErrorInAStream_isTheExceptionOfItsName(Fault.Kind kind, String exception) {
        var converse = new ArrayList<>(Events.converse("{}").subList(0, 3));
        converse.add(error(new ConverseMetering(), kind));
        var invoke = new ArrayList<>(Events.invoke("{}").subList(0, 2));
        invoke.add(error(new InvokeMetering(false), kind));

        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(() -> converse(converse))
                .havingCause()
                .satisfies(e -> assertThat(e.getClass().getSimpleName()).isEqualTo(exception))
                .withMessageContaining("It is so.");
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(() -> invoke(invoke))
                .havingCause()
                .satisfies(e -> assertThat(e.getClass().getSimpleName()).isEqualTo(exception))
                .withMessageContaining("It is so.");
    }

    private static byte[] error(Metering metering, Fault.Kind kind) {
        return metering.streamMeter(new ReplyHead(200, Map.of("content-type", STREAM)))
                .orElseThrow()
                .error(new Fault(kind, "It is so."));
    }

    private static List<ConverseStreamOutput> converse(List<byte[]> messages) throws IOException {
        var events = new CopyOnWriteArrayList<ConverseStreamOutput>();
        var handler =
                ConverseStreamResponseHandler.builder().subscriber(events::add).build();
        try (var bedrock = new FakeBedrock(stream(messages));
                var client = asyncClient(bedrock.at(""))) {
            client.converseStream(request -> request.modelId(MODEL), handler).join();
            return events;
        }
    }

    private static void invoke(List<byte[]> messages) throws IOException {
        var handler = InvokeModelWithResponseStreamResponseHandler.builder()
                .subscriber(_ -> {})
                .build();
        try (var bedrock = new FakeBedrock(stream(messages));
                var client = asyncClient(bedrock.at(""))) {
            client.invokeModelWithResponseStream(
                            request -> request.modelId(MODEL).body(SdkBytes.fromUtf8String("{}")), handler)
                    .join();
        }
    }

    private static ErrorReply json(String body) {
        return new ErrorReply(200, body.getBytes(UTF_8));
    }

    private static ErrorReply stream(List<byte[]> messages) {
        return new ErrorReply(200, Map.of("content-type", STREAM), Events.stream(messages));
    }

    /** As an application makes its client for the gateway. */
    private static BedrockRuntimeClient client(URI endpoint) {
        return builder(endpoint)
                .tokenProvider(StaticTokenProvider.create(() -> KEY))
                .authSchemeProvider(BedrockRuntimeAuthSchemeProvider.defaultProvider(BEARER))
                .build();
    }

    private static BedrockRuntimeClientBuilder builder(URI endpoint) {
        return BedrockRuntimeClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .overrideConfiguration(each -> each.retryStrategy(AwsRetryStrategy.doNotRetry()));
    }

    private static BedrockRuntimeAsyncClient asyncClient(URI endpoint) {
        return BedrockRuntimeAsyncClient.builder()
                .httpClient(HTTP)
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .tokenProvider(StaticTokenProvider.create(() -> KEY))
                .authSchemeProvider(BedrockRuntimeAuthSchemeProvider.defaultProvider(BEARER))
                .overrideConfiguration(each -> each.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build();
    }
}
