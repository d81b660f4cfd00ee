package dev.tollgate.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.errors.RateLimitException;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.completions.CompletionUsage;
import dev.tollgate.core.counter.CounterState;
import dev.tollgate.core.quota.Amounts;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.WindowLength;
import dev.tollgate.core.quota.WindowUnit;
import dev.tollgate.local.Running.Application;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** OpenAI's own client, with nothing changed but its base URL and key. */
@Timeout(120)
class OpenAiClientTest {
    private static final WindowLength MINUTE = new WindowLength(1, WindowUnit.MINUTE);
    private static final WindowLength DAY = new WindowLength(1, WindowUnit.DAY);

    @Test
    void aWholeAnswer_isBookedAsTheModelReportsIt() {
        var application = Running.application(DAY, Dimension.TOTAL_TOKEN_COUNT, 1_000_000);

        var answer = client(application).chat().completions().create(hello().build());

        assertThat(answer.choices().getFirst().message().content().orElseThrow())
                .startsWith("You said: \"Hello\"");
        assertThat(application.counter()).isEqualTo(settled(answer.usage().orElseThrow()));
    }

    @Test
    void aStreamedAnswer_arrivesAsItIsWritten_andIsBookedAsTheModelReportsIt() {
        var application = Running.application(DAY, Dimension.TOTAL_TOKEN_COUNT, 1_000_000);
        var withUsage = hello().streamOptions(
                        ChatCompletionStreamOptions.builder().includeUsage(true).build())
                .build();
        // The first chunk that a process reads comes late: it loads its classes then.
        var other = Running.application(DAY, Dimension.TOTAL_TOKEN_COUNT, 1_000_000);
        try (var first = client(other).chat().completions().createStreaming(withUsage)) {
            assertThat(first.stream()).isNotEmpty();
        }

        var started = Instant.now();
        var arrivals = new ArrayList<Duration>();
        var chunks = new ArrayList<ChatCompletionChunk>();
        try (var stream = client(application).chat().completions().createStreaming(withUsage)) {
            stream.stream().forEach(chunk -> {
                arrivals.add(Duration.between(started, Instant.now()));
                chunks.add(chunk);
            });
        }

        assertThat(arrivals).hasSizeGreaterThan(20);
        assertThat(arrivals.getLast().minus(arrivals.getFirst()))
                .as("the model writes for 0.7 s, a chunk every 20 ms")
                .isGreaterThan(Duration.ofMillis(350));
        assertThat(chunks.getLast().choices()).isEmpty();
        await().untilAsserted(() -> assertThat(application.counter())
                .isEqualTo(settled(chunks.getLast().usage().orElseThrow())));
    }

    @Test
    void aStreamedAnswer_hidesTheUsageChunk_fromAClientThatDidNotAsk_andIsBookedAllTheSame() {
        var application = Running.application(DAY, Dimension.TOTAL_TOKEN_COUNT, 1_000_000);

        List<ChatCompletionChunk> chunks;
        try (var stream = client(application).chat().completions().createStreaming(hello().build())) {
            chunks = stream.stream().toList();
        }

        assertThat(chunks).isNotEmpty().allSatisfy(chunk -> {
            assertThat(chunk.choices()).hasSize(1);
            assertThat(chunk.usage()).isEmpty();
        });
        await().untilAsserted(() -> {
            assertThat(application.counter().leases()).isEmpty();
            assertThat(application.counter().used().completionTokenCount()).isEqualTo(37);
        });
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
    void theFourthCall_ofThreeAMinute_isA429_thatSaysWhatWhyAndUntilWhen() {
        var refused = fourthOfThree();

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.type()).contains("requests");
        assertThat(refused.code()).contains("rate_limit_exceeded");
        assertThat(refused.getMessage())
                .contains("requestCount of plan test-")
                .contains(
                        "is limited to 3 in 1 min: 3 used, 0 reserved by calls in flight, 1 requested. It resets at ");
        var wait = Long.parseLong(header(refused, "retry-after"));
        assertThat(wait).isBetween(1L, 60L);
        assertThat(Long.parseLong(header(refused, "retry-after-ms"))).isBetween((wait - 1) * 1000, wait * 1000);
        assertThat(header(refused, "x-should-retry")).isEqualTo("true");
        assertThat(header(refused, "x-ratelimit-limit-requests")).isEqualTo("3");
        assertThat(header(refused, "x-ratelimit-remaining-requests")).isEqualTo("0");
        assertThat(header(refused, "ratelimit-policy")).isEqualTo("\"requestCount-1min\";q=3;w=60");
        assertThat(header(refused, "ratelimit")).startsWith("\"requestCount-1min\";r=0;t=");
        assertThat(header(refused, "x-request-id")).isNotEmpty();
    }

    /** Repeats where the minute ended in between: its quota is then a new one. */
    private static RateLimitException fourthOfThree() {
        while (true) {
            var application = Running.application(MINUTE, Dimension.REQUEST_COUNT, 3);
            var client = client(application);
            var window = MINUTE.windowAt(Instant.now());
            for (var i = 0; i < 3; i++) {
                client.chat().completions().create(hello().build());
            }
            var refused = catchThrowableOfType(
                    RateLimitException.class, () -> client.chat().completions().create(hello().build()));
            if (MINUTE.windowAt(Instant.now()).equals(window)) {
                assertThat(refused).isNotNull();
                return refused;
            }
        }
    }

    /** Five at once let 663 tokens through a limit of 100 elsewhere (litellm #18730). */
    @Test
    void fiveCallsAtOnce_neverSettleMoreThanTheirPlanOf100Tokens() throws Exception {
        var application = Running.application(DAY, Dimension.TOTAL_TOKEN_COUNT, 100);
        var client = client(application);

        var reported = new ArrayList<Long>();
        try (var threads = Executors.newFixedThreadPool(5)) {
            for (var round = 0; round < 4; round++) {
                var calls = IntStream.range(0, 5)
                        .<Callable<Long>>mapToObj(_ -> () -> tokensOf(client))
                        .toList();
                for (var call : threads.invokeAll(calls)) {
                    reported.add(call.get());
                    assertThat(application.counter().committed().totalTokenCount())
                            .isLessThanOrEqualTo(100);
                }
            }
        }

        var counter = application.counter();
        assertThat(counter.used().totalTokenCount())
                .isBetween(1L, 100L)
                .isEqualTo(reported.stream().mapToLong(Long::longValue).sum());
        assertThat(counter.leases()).isEmpty();
        assertThat(reported).contains(0L);
    }

    /** What the model reports; 0 for a call that was refused. */
    private static long tokensOf(OpenAIClient client) {
        try {
            return client.chat()
                    .completions()
                    .create(hello().build())
                    .usage()
                    .map(CompletionUsage::totalTokens)
                    .orElseThrow();
        } catch (RateLimitException _) {
            return 0;
        }
    }

    private static CounterState settled(CompletionUsage usage) {
        var used = new Amounts(1, usage.promptTokens(), usage.completionTokens(), usage.totalTokens(), 0);
        return new CounterState(used, used, 0, List.of());
    }

    private static String header(RateLimitException refused, String name) {
        return refused.headers().values(name).getFirst();
    }

    private static ChatCompletionCreateParams.Builder hello() {
        return ChatCompletionCreateParams.builder().model("demo").addUserMessage("Hello");
    }

    private static OpenAIClient client(Application application) {
        return OpenAIOkHttpClient.builder()
                .baseUrl(application.baseUrl())
                .apiKey(application.key())
                .maxRetries(0)
                .build();
    }
}
