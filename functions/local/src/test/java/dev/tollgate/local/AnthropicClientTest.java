package dev.tollgate.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.errors.RateLimitException;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.ErrorType;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCountTokensParams;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.Usage;
import dev.tollgate.core.counter.CounterState;
import dev.tollgate.core.quota.Amounts;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.WindowLength;
import dev.tollgate.core.quota.WindowUnit;
import dev.tollgate.local.Running.Application;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Anthropic's own client, with nothing changed but its base URL and key. */
@Timeout(120)
class AnthropicClientTest {
    private static final WindowLength DAY = new WindowLength(1, WindowUnit.DAY);
    private static final WindowLength MONTH = new WindowLength(1, WindowUnit.MONTH);

    @ParameterizedTest
    @ValueSource(strings = {"demo", "demo-cached", "demo-thinking"})
    void aWholeMessage_isBookedAsTheModelReportsIt(String model) {
        var application = Running.application(DAY, Dimension.TOTAL_TOKEN_COUNT, 1_000_000);

        var message = client(application).messages().create(hello(model));

        assertThat(text(message)).startsWith("You said: \"Hello\"");
        assertThat(application.counter()).isEqualTo(settled(message.usage()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "demo-cached", "demo-thinking"})
    void aStreamedMessage_isBookedAsTheModelReportsIt(String model) {
        var application = Running.application(DAY, Dimension.TOTAL_TOKEN_COUNT, 1_000_000);

        var accumulator = MessageAccumulator.create();
        try (var stream = client(application).messages().createStreaming(hello(model))) {
            stream.stream().forEach(accumulator::accumulate);
        }

        var message = accumulator.message();
        assertThat(text(message)).startsWith("You said: \"Hello\"");
        await().untilAsserted(() -> assertThat(application.counter()).isEqualTo(settled(message.usage())));
    }

    @Test
    void whatCameFromACache_isPartOfThePrompt() {
        var application = Running.application(DAY, Dimension.TOTAL_TOKEN_COUNT, 1_000_000);

        var usage = client(application).messages().create(hello("demo-cached")).usage();

        assertThat(usage.cacheReadInputTokens().orElseThrow()).isPositive();
        assertThat(application.counter().used().promptTokenCount())
                .isEqualTo(usage.inputTokens() + usage.cacheReadInputTokens().orElseThrow());
    }

    @Test
    void tokensThatAreOnlyCounted_costARequestAndNoToken() {
        var application = Running.application(DAY, Dimension.TOTAL_TOKEN_COUNT, 1_000_000);

        var count = client(application)
                .messages()
                .countTokens(MessageCountTokensParams.builder()
                        .model("demo")
                        .addUserMessage("Hello")
                        .build());

        assertThat(count.inputTokens()).isPositive();
        assertThat(application.counter().used()).isEqualTo(new Amounts(1, 0, 0, 0, 0));
    }

    @Test
    void theListOfModels_costsARequestAndNoToken() {
        var application = Running.application(DAY, Dimension.TOTAL_TOKEN_COUNT, 1_000_000);

        assertThat(client(application).models().list().data())
                .extracting(model -> model.id())
                .contains("demo");

        assertThat(application.counter().used()).isEqualTo(new Amounts(1, 0, 0, 0, 0));
    }

    @Test
    void aRefusalThatLasts_isThrownAfterOneCall_andSaysWhatWhyAndUntilWhen() {
        var application = Running.application(MONTH, Dimension.REQUEST_COUNT, 1);
        var client = client(application);
        client.messages().create(hello("demo"));

        var refused = catchThrowableOfType(
                RateLimitException.class, () -> client.messages().create(hello("demo")));

        assertThat(refused.type()).contains(ErrorType.RATE_LIMIT_ERROR);
        assertThat(refused.getMessage())
                .contains(
                        "is limited to 1 in 1 month: 1 used, 0 reserved by calls in flight, 1 requested. It resets at ");
        assertThat(refused.requestId()).isPresent();
        assertThat(refused.headers().values("anthropic-ratelimit-requests-remaining"))
                .containsExactly("0");
        assertThat(application.refusals()).isEqualTo(1);
    }

    @Test
    void aRefusalOfAStreamThatLasts_isThrownAfterOneCall() {
        var application = Running.application(MONTH, Dimension.REQUEST_COUNT, 1);
        var client = client(application);
        client.messages().create(hello("demo"));

        var refused = catchThrowableOfType(
                RateLimitException.class, () -> client.messages().createStreaming(hello("demo")));

        assertThat(refused).hasMessageContaining("is limited to 1 in 1 month");
        assertThat(application.refusals()).isEqualTo(1);
    }

    private static CounterState settled(Usage usage) {
        var prompt = usage.inputTokens()
                + usage.cacheReadInputTokens().orElse(0L)
                + usage.cacheCreationInputTokens().orElse(0L);
        return Running.settled(prompt, usage.outputTokens());
    }

    private static String text(Message message) {
        return message.content().getLast().asText().text();
    }

    private static MessageCreateParams hello(String model) {
        return MessageCreateParams.builder()
                .model(model)
                .maxTokens(100)
                .addUserMessage("Hello")
                .build();
    }

    private static AnthropicClient client(Application application) {
        return AnthropicOkHttpClient.builder()
                .baseUrl(application.url("anthropic"))
                .apiKey(application.key())
                .build();
    }
}
