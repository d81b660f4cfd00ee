package dev.tollgate.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.errors.RateLimitException;
import com.openai.helpers.ResponseAccumulator;
import com.openai.models.completions.CompletionCreateParams;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseUsage;
import dev.tollgate.core.counter.CounterState;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.WindowLength;
import dev.tollgate.core.quota.WindowUnit;
import dev.tollgate.local.Running.Application;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** OpenAI's own client beyond chat, with its retries as they come. */
@Timeout(120)
class OpenAiOtherApisClientTest {
    private static final WindowLength TWO_SECONDS = new WindowLength(2, WindowUnit.SECOND);
    private static final WindowLength DAY = new WindowLength(1, WindowUnit.DAY);
    private static final WindowLength MONTH = new WindowLength(1, WindowUnit.MONTH);

    @ParameterizedTest
    @ValueSource(strings = {"demo", "demo-cached", "demo-thinking"})
    void aWholeResponse_isBookedAsTheModelReportsIt(String model) {
        var application = Running.application(DAY, Dimension.TOTAL_TOKEN_COUNT, 1_000_000);

        var response = client(application).responses().create(hello(model));

        assertThat(text(response)).startsWith("You said: \"Hello\"");
        assertThat(application.counter()).isEqualTo(settled(response.usage().orElseThrow()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "demo-cached", "demo-thinking"})
    void aStreamedResponse_isBookedAsTheModelReportsIt(String model) {
        var application = Running.application(DAY, Dimension.TOTAL_TOKEN_COUNT, 1_000_000);

        var accumulator = ResponseAccumulator.create();
        try (var stream = client(application).responses().createStreaming(hello(model))) {
            stream.stream().forEach(accumulator::accumulate);
        }

        var response = accumulator.response();
        assertThat(text(response)).startsWith("You said: \"Hello\"");
        await().untilAsserted(() -> assertThat(application.counter())
                .isEqualTo(settled(response.usage().orElseThrow())));
    }

    @Test
    void embeddings_areBookedAsTheModelReportsThem() {
        var application = Running.application(DAY, Dimension.TOTAL_TOKEN_COUNT, 1_000_000);

        var reply = client(application)
                .embeddings()
                .create(EmbeddingCreateParams.builder()
                        .model("demo")
                        .input("Hello")
                        .dimensions(4)
                        .build());

        assertThat(reply.data().getFirst().embedding()).hasSize(4);
        assertThat(application.counter())
                .isEqualTo(Running.settled(reply.usage().promptTokens(), 0));
    }

    @Test
    void aCompletion_isBookedAsTheModelReportsIt() {
        var application = Running.application(DAY, Dimension.TOTAL_TOKEN_COUNT, 1_000_000);

        var completion = client(application)
                .completions()
                .create(CompletionCreateParams.builder()
                        .model("demo")
                        .prompt("Hello")
                        .maxTokens(100)
                        .build());

        assertThat(completion.choices().getFirst().text()).startsWith("You said: \"Hello\"");
        var usage = completion.usage().orElseThrow();
        assertThat(application.counter()).isEqualTo(Running.settled(usage.promptTokens(), usage.completionTokens()));
    }

    @Test
    void aRefusalThatLasts_isThrownAfterOneCall() {
        var application = Running.application(MONTH, Dimension.REQUEST_COUNT, 1);
        var client = client(application);
        client.responses().create(hello("demo"));

        var refused = catchThrowableOfType(
                RateLimitException.class, () -> client.responses().create(hello("demo")));

        assertThat(refused.code()).contains("insufficient_quota");
        assertThat(refused).hasMessageContaining("is limited to 1 in 1 month");
        assertThat(application.refusals()).isEqualTo(1);
    }

    @Test
    void aRefusalOfAStreamThatLasts_isThrownAfterOneCall() {
        var application = Running.application(MONTH, Dimension.REQUEST_COUNT, 1);
        var client = client(application);
        client.responses().create(hello("demo"));

        var refused = catchThrowableOfType(
                RateLimitException.class, () -> client.responses().createStreaming(hello("demo")));

        assertThat(refused).hasMessageContaining("is limited to 1 in 1 month");
        assertThat(application.refusals()).isEqualTo(1);
    }

    /** Goes on where a window happened to end in between. */
    @Test
    void aRefusalThatIsSoonOver_isWaitedFor() {
        var application = Running.application(TWO_SECONDS, Dimension.REQUEST_COUNT, 1);
        var client = client(application);

        do {
            assertThat(text(client.responses().create(hello("demo")))).startsWith("You said: \"Hello\"");
        } while (application.refusals() == 0);
    }

    private static CounterState settled(ResponseUsage usage) {
        return Running.settled(usage.inputTokens(), usage.outputTokens());
    }

    private static String text(Response response) {
        return response.output()
                .getLast()
                .asMessage()
                .content()
                .getFirst()
                .asOutputText()
                .text();
    }

    private static ResponseCreateParams hello(String model) {
        return ResponseCreateParams.builder().model(model).input("Hello").build();
    }

    private static OpenAIClient client(Application application) {
        return OpenAIOkHttpClient.builder()
                .baseUrl(application.baseUrl())
                .apiKey(application.key())
                .build();
    }
}
