package dev.tollgate.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.tollgate.core.counter.CounterState;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.WindowLength;
import dev.tollgate.core.quota.WindowUnit;
import dev.tollgate.local.Running.Application;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.token.credentials.StaticTokenProvider;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeBaseClientBuilder;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.auth.scheme.BedrockRuntimeAuthSchemeProvider;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.ThrottlingException;
import software.amazon.awssdk.services.bedrockruntime.model.TokenUsage;

/** The AWS SDK's clients of Bedrock, with nothing changed but endpoint and token. */
@Timeout(120)
class BedrockClientTest {
    private static final WindowLength DAY = new WindowLength(1, WindowUnit.DAY);
    private static final WindowLength MONTH = new WindowLength(1, WindowUnit.MONTH);

    /** The SDK's own: it does not look at what a refusal says about retries. */
    private static final int ATTEMPTS = 4;

    private static final List<Message> HELLO = List.of(Message.builder()
            .role(ConversationRole.USER)
            .content(ContentBlock.fromText("Hello"))
            .build());

    @ParameterizedTest
    @ValueSource(strings = {"demo", "demo-cached"})
    void aWholeAnswer_isBookedAsTheModelReportsIt(String model) {
        var application = Running.application(DAY, Dimension.TOTAL_TOKEN_COUNT, 1_000_000);

        try (var client = client(application)) {
            var reply = client.converse(request -> request.modelId(model).messages(HELLO));

            assertThat(reply.output().message().content().getFirst().text()).startsWith("You said: \"Hello\"");
            assertThat(application.counter()).isEqualTo(settled(reply.usage()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "demo-cached"})
    void aStreamedAnswer_isBookedAsTheModelReportsIt(String model) {
        var application = Running.application(DAY, Dimension.TOTAL_TOKEN_COUNT, 1_000_000);

        var texts = new ArrayList<String>();
        var usages = new ArrayList<TokenUsage>();
        try (var client = asyncClient(application)) {
            client.converseStream(
                            request -> request.modelId(model).messages(HELLO),
                            ConverseStreamResponseHandler.builder()
                                    .subscriber(ConverseStreamResponseHandler.Visitor.builder()
                                            .onContentBlockDelta(event ->
                                                    texts.add(event.delta().text()))
                                            .onMetadata(event -> usages.add(event.usage()))
                                            .build())
                                    .build())
                    .join();
        }

        assertThat(String.join("", texts)).startsWith("You said: \"Hello\"");
        await().untilAsserted(() -> assertThat(application.counter()).isEqualTo(settled(usages.getLast())));
    }

    @Test
    void aRefusal_isAThrottlingException_afterAsManyCallsAsTheSdkMakes() {
        var application = Running.application(MONTH, Dimension.REQUEST_COUNT, 1);

        try (var client = client(application)) {
            client.converse(request -> request.modelId("demo").messages(HELLO));
            var refused = catchThrowableOfType(
                    ThrottlingException.class,
                    () -> client.converse(request -> request.modelId("demo").messages(HELLO)));

            assertThat(refused).hasMessageContaining("is limited to 1 in 1 month: 1 used");
            assertThat(refused.requestId()).isNotEmpty();
        }
        assertThat(application.refusals()).isEqualTo(ATTEMPTS);
    }

    @Test
    void aRefusalOfAStream_isAThrottlingException() {
        var application = Running.application(MONTH, Dimension.REQUEST_COUNT, 1);

        try (var client = asyncClient(application)) {
            client.converse(request -> request.modelId("demo").messages(HELLO)).join();
            var streamed = client.converseStream(
                    request -> request.modelId("demo").messages(HELLO),
                    ConverseStreamResponseHandler.builder().subscriber(_ -> {}).build());

            assertThat(catchThrowableOfType(CompletionException.class, streamed::join))
                    .cause()
                    .isInstanceOf(ThrottlingException.class)
                    .hasMessageContaining("is limited to 1 in 1 month: 1 used");
        }
    }

    private static CounterState settled(TokenUsage usage) {
        return Running.settled(usage.totalTokens() - usage.outputTokens(), usage.outputTokens());
    }

    private static BedrockRuntimeClient client(Application application) {
        return aimed(BedrockRuntimeClient.builder(), application).build();
    }

    /** Over plain HTTP there is nothing to agree on HTTP/2 with, which this client otherwise wants. */
    private static BedrockRuntimeAsyncClient asyncClient(Application application) {
        return aimed(BedrockRuntimeAsyncClient.builder(), application)
                .httpClientBuilder(NettyNioAsyncHttpClient.builder().protocol(Protocol.HTTP1_1))
                .build();
    }

    private static <B extends BedrockRuntimeBaseClientBuilder<B, ?>> B aimed(B builder, Application application) {
        return builder.endpointOverride(URI.create(application.url("bedrock")))
                .region(Region.US_EAST_1)
                .tokenProvider(StaticTokenProvider.create(application::key))
                .authSchemeProvider(BedrockRuntimeAuthSchemeProvider.defaultProvider(List.of("httpBearerAuth")));
    }
}
