package dev.tollgate.local.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.local.demo.serving.Served;
import dev.tollgate.local.demo.serving.Tokens;
import dev.tollgate.local.demo.serving.Usage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the table of models promises holds in every dialect. */
@Timeout(60)
class EveryApiTest {
    private static final int NO_LIMIT = 1_000_000;
    /** The thoughts of {@code demo-thinking}. */
    private static final long THOUGHTS = 14;

    private final DemoModel model = new DemoModel(Duration.ofMillis(1));
    private final DemoCaller caller = new DemoCaller(model);

    @AfterEach
    void close() {
        caller.close();
        model.close();
    }

    @ParameterizedTest
    @EnumSource
    void aReply_reportsWhatItIsBilled(Api api) {
        var reply = whole(api, "demo", NO_LIMIT);

        assertThat(api.text(reply)).startsWith("You said: \"Hello, gate!\".");
        var usage = api.usage(reply).orElseThrow();
        assertThat(usage).isEqualTo(new Usage(api.promptTokens(), Tokens.count(api.text(reply)), 0, 0));
        assertThat(usage.completion()).isBetween(30L, 50L);
        assertThat(api.saysThatItWasCut(reply)).isFalse();
        assertThat(model.ledger()).containsExactly(served("demo", usage, false));
    }

    @ParameterizedTest
    @EnumSource
    void aStream_bringsTheSameTextAndUsage_asTheWholeReply(Api api) {
        var reply = whole(api, "demo", NO_LIMIT);

        var parts = streamed(api, "demo", NO_LIMIT);

        assertThat(api.text(parts)).isEqualTo(api.text(reply));
        assertThat(api.usage(parts)).isEqualTo(api.usage(reply));
        assertThat(model.ledger())
                .last()
                .isEqualTo(served("demo", api.usage(parts).orElseThrow(), true));
    }

    @ParameterizedTest
    @EnumSource
    void theMaximum_cutsTheAnswer(Api api) {
        var reply = whole(api, "demo", 5);
        var parts = streamed(api, "demo", 5);

        assertThat(api.text(reply)).isEqualTo(api.text(parts)).isEqualTo("You said: \"Hello,");
        assertThat(api.saysThatItWasCut(reply)).isTrue();
        assertThat(api.usage(reply))
                .contains(new Usage(api.promptTokens(), 5, 0, 0))
                .isEqualTo(api.usage(parts));
    }

    @ParameterizedTest
    @EnumSource
    void cached_reportsHalfOfThePrompt(Api api) {
        var usage = api.usage(whole(api, "demo-cached", 5));

        assertThat(usage).contains(new Usage(api.promptTokens(), 5, api.promptTokens() / 2, 0));
        assertThat(api.usage(streamed(api, "demo-cached", 5))).isEqualTo(usage);
        assertThat(model.ledger())
                .containsExactly(
                        served("demo-cached", usage.orElseThrow(), false),
                        served("demo-cached", usage.orElseThrow(), true));
    }

    @ParameterizedTest
    @EnumSource
    void thinking_isBilled_withWhatIsSaid(Api api) {
        var plain = api.usage(whole(api, "demo", NO_LIMIT)).orElseThrow();

        var usage = api.usage(whole(api, "demo-thinking", NO_LIMIT)).orElseThrow();

        assertThat(usage)
                .isEqualTo(new Usage(
                        plain.prompt(), plain.completion() + THOUGHTS, 0, api.tellsThoughts() ? THOUGHTS : 0));
        assertThat(api.usage(streamed(api, "demo-thinking", NO_LIMIT))).contains(usage);
        assertThat(model.ledger()).last().isEqualTo(served("demo-thinking", usage, true));
    }

    @ParameterizedTest
    @EnumSource
    void thinking_isHeldToTheMaximum(Api api) {
        var reply = whole(api, "demo-thinking", 5);
        var parts = streamed(api, "demo-thinking", 5);

        assertThat(api.text(reply)).isEqualTo(api.text(parts)).isEmpty();
        assertThat(api.saysThatItWasCut(reply)).isTrue();
        assertThat(api.usage(reply).map(Usage::completion)).contains(5L);
        assertThat(api.usage(parts)).isEqualTo(api.usage(reply));
    }

    @ParameterizedTest
    @EnumSource
    void noUsage_reportsNone_andIsBilled(Api api) {
        var reply = whole(api, "demo-no-usage", 5);
        var parts = streamed(api, "demo-no-usage", 5);

        assertThat(api.usage(reply)).isEmpty();
        assertThat(api.usage(parts)).isEmpty();
        var usage = new Usage(api.promptTokens(), 5, 0, 0);
        assertThat(model.ledger())
                .containsExactly(served("demo-no-usage", usage, false), served("demo-no-usage", usage, true));
    }

    @ParameterizedTest
    @EnumSource
    void anError_isInTheDialectsForm_andNotBilled(Api api) {
        for (var streamed : List.of(true, false)) {
            var name = "demo-error-429";
            var response = caller.post(api.path(name, streamed), api.body(name, streamed, NO_LIMIT), api.headers());

            assertThat(response.statusCode()).isEqualTo(429);
            assertThat(response.headers().firstValue("content-type")).hasValue("application/json");
            assertThat(response.headers().firstValue("retry-after")).hasValue("7");
            assertThat(api.saysThatThereWereTooMany(DemoCaller.json(response.body())))
                    .isTrue();
        }
        assertThat(model.ledger()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void stall_sendsTwoTokens_thenNothing(Api api) throws IOException {
        var response = open(api, "demo-stall");
        try (var body = response.body()) {
            var parts = StreamParts.of(response);
            assertThat(api.text(untilText(api, parts, "You said"))).isEqualTo("You said");

            await().untilAsserted(() -> assertThat(model.ledger())
                    .containsExactly(new Served("demo-stall", api.promptTokens(), 2, true, true)));
            assertThat(body.available()).isZero();
            model.close();
            assertThatThrownBy(parts::rest).isInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void stall_ofAWholeReply_sendsNothing(Api api) {
        var call = CompletableFuture.supplyAsync(() -> whole(api, "demo-stall", NO_LIMIT));

        await().untilAsserted(() -> assertThat(model.ledger())
                .containsExactly(new Served("demo-stall", api.promptTokens(), 0, false, true)));
        assertThat(call).isNotDone();
        model.close();
        assertThat(call).failsWithin(Duration.ofSeconds(10));
    }

    @ParameterizedTest
    @EnumSource
    void cut_breaksOffAfterTwoTokens(Api api) throws IOException {
        var response = open(api, "demo-cut");
        try (var _ = response.body()) {
            // Java's client may drop what it has not handed out yet, so the text before the break is not looked at.
            assertThatThrownBy(() -> StreamParts.of(response).rest()).isInstanceOf(IOException.class);
        }
        assertThat(model.ledger()).containsExactly(new Served("demo-cut", api.promptTokens(), 2, true, true));
    }

    @ParameterizedTest
    @EnumSource
    void cut_ofAWholeReply_sendsNothing(Api api) {
        assertThatThrownBy(() -> whole(api, "demo-cut", NO_LIMIT)).isInstanceOf(UncheckedIOException.class);

        assertThat(model.ledger()).containsExactly(new Served("demo-cut", api.promptTokens(), 0, false, true));
    }

    @ParameterizedTest
    @EnumSource
    void slow_takesTenTimesTheDelay(Api api) {
        var start = System.nanoTime();

        var parts = streamed(api, "demo-slow", 5);

        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isGreaterThanOrEqualTo(Duration.ofMillis(10L * (parts.size() - 1)));
    }

    @ParameterizedTest
    @EnumSource
    void aCallWithoutAKey_isRefused(Api api) {
        var request = caller.bare(api.path("demo", false))
                .POST(BodyPublishers.ofString(api.body("demo", false, 5).replace('\'', '"')));
        if (api.headers().length > 0) {
            request.headers(api.headers());
        }

        var response = caller.send(request.build(), BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(api.name().matches("CONVERSE|INVOKE") ? 403 : 401);
        assertThat(response.body()).contains("Send any API key.");
    }

    @ParameterizedTest
    @EnumSource
    void aBodyThatIsNoJson_isRefused(Api api) {
        var response = caller.post(api.path("demo", false), "{'model':", api.headers());

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("The body is not a JSON object.");
    }

    private JsonNode whole(Api api, String name, int maxTokens) {
        return caller.postForJson(api.path(name, false), api.body(name, false, maxTokens), api.headers());
    }

    private List<JsonNode> streamed(Api api, String name, int maxTokens) {
        return caller.postForEvents(api.path(name, true), api.body(name, true, maxTokens), api.headers());
    }

    private HttpResponse<InputStream> open(Api api, String name) {
        return caller.open(api.path(name, true), api.body(name, true, NO_LIMIT), api.headers());
    }

    private static List<JsonNode> untilText(Api api, StreamParts stream, String text) throws IOException {
        var parts = new ArrayList<JsonNode>();
        while (!api.text(parts).equals(text)) {
            parts.add(stream.next().orElseThrow());
        }
        return parts;
    }

    private static Served served(String name, Usage usage, boolean streamed) {
        return new Served(name, usage.prompt(), usage.completion(), streamed, false);
    }
}
