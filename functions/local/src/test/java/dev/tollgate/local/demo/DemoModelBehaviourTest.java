package dev.tollgate.local.demo;

import static dev.tollgate.local.demo.DemoCaller.body;
import static dev.tollgate.local.demo.DemoCaller.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class DemoModelBehaviourTest {
    private static final String STREAM = ", \"stream\": true";

    private final DemoModel model = new DemoModel(Duration.ofMillis(1));
    private final DemoCaller caller = new DemoCaller(model);

    @AfterEach
    void close() {
        caller.close();
        model.close();
    }

    @ParameterizedTest
    @CsvSource({
        "400, invalid_request_error, demo_error",
        "429, requests, rate_limit_exceeded",
        "500, server_error, demo_error",
        "599, server_error, demo_error"
    })
    void error_isAnswered_andNotBilled(int status, String type, String code) {
        for (var more : List.of("", STREAM)) {
            var response = caller.post(body("demo-error-" + status, more));

            assertThat(response.statusCode()).isEqualTo(status);
            assertThat(response.headers().firstValue("content-type")).hasValue("application/json");
            var error = json(response.body()).path("error");
            assertThat(error.path("type").asText()).isEqualTo(type);
            assertThat(error.path("code").asText()).isEqualTo(code);
            assertThat(error.path("message").asText()).isNotEmpty();
            assertThat(error.has("param")).isTrue();
        }
        assertThat(model.ledger()).isEmpty();
    }

    @Test
    void error429_saysWhenToRetry_andOthersDoNot() {
        assertThat(caller.post(body("demo-error-429", "")).headers().firstValue("retry-after"))
                .hasValue("7");
        assertThat(caller.post(body("demo-error-500", "")).headers().firstValue("retry-after"))
                .isEmpty();
    }

    @Test
    void noUsage_reportsNone_andIsBilled() {
        var whole = caller.postForJson(body("demo-no-usage", ""));
        var events =
                caller.postForEvents(body("demo-no-usage", STREAM + ", \"stream_options\": {\"include_usage\": true}"));

        assertThat(whole.has("usage")).isFalse();
        assertThat(events).endsWith("[DONE]").noneMatch(event -> event.contains("\"usage\""));
        var text = whole.at("/choices/0/message/content").asText();
        assertThat(model.ledger())
                .containsExactly(
                        new Served("demo-no-usage", 7, Tokens.count(text), false, false),
                        new Served("demo-no-usage", 7, Tokens.count(text), true, false));
    }

    @Test
    void stall_sendsThreeChunks_thenNothing() throws IOException {
        try (var reader = stream("demo-stall")) {
            assertThat(readEvents(reader, 3)).last().asString().contains("\" said\"");

            await().untilAsserted(() ->
                    assertThat(model.ledger()).containsExactly(new Served("demo-stall", 7, 2, true, true)));
            assertThat(reader.ready()).isFalse();
            model.close();
            assertThatThrownBy(reader::readLine).isInstanceOf(IOException.class);
        }
    }

    @Test
    void stall_ofAWholeReply_sendsNothing() {
        var call = CompletableFuture.supplyAsync(() -> caller.post(body("demo-stall", "")));

        await().untilAsserted(
                        () -> assertThat(model.ledger()).containsExactly(new Served("demo-stall", 7, 0, false, true)));
        assertThat(call).isNotDone();
        model.close();
        assertThat(call).failsWithin(Duration.ofSeconds(10));
    }

    @Test
    void cut_breaksOffAfterThreeChunks() throws IOException {
        try (var reader = stream("demo-cut")) {
            assertThat(readEvents(reader, 3)).last().asString().contains("\" said\"");

            assertThatThrownBy(reader::readLine).isInstanceOf(IOException.class);
        }
        assertThat(model.ledger()).containsExactly(new Served("demo-cut", 7, 2, true, true));
    }

    @Test
    void cut_ofAWholeReply_sendsNothing() {
        assertThatThrownBy(() -> caller.post(body("demo-cut", ""))).isInstanceOf(UncheckedIOException.class);

        assertThat(model.ledger()).containsExactly(new Served("demo-cut", 7, 0, false, true));
    }

    @Test
    void slow_takesTenTimesTheDelay() {
        var start = System.nanoTime();

        var events = caller.postForEvents(body("demo-slow", STREAM + ", \"max_tokens\": 5"));

        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isGreaterThanOrEqualTo(Duration.ofMillis(10L * (events.size() - 2)));
    }

    private BufferedReader stream(String name) {
        return new BufferedReader(new InputStreamReader(caller.postForStream(body(name, STREAM)), UTF_8));
    }

    /** Events of one line, with the blank line after each. */
    private static List<String> readEvents(BufferedReader reader, int count) throws IOException {
        var lines = new ArrayList<String>();
        for (var event = 0; event < count; event++) {
            lines.add(reader.readLine());
            assertThat(reader.readLine()).isEmpty();
        }
        return lines;
    }
}
