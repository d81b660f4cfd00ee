package dev.tollgate.local.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.local.demo.serving.Served;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class OpenAiChatStreamTest {
    private static final String CHAT = "/v1/chat/completions";
    private static final String STREAM = ", \"stream\": true";
    private static final String STREAM_WITH_USAGE = STREAM + ", \"stream_options\": {\"include_usage\": true}";

    private final DemoModel model = new DemoModel(Duration.ZERO);
    private final DemoCaller caller = new DemoCaller(model);

    @AfterEach
    void close() {
        caller.close();
        model.close();
    }

    @Test
    void stream_bringsTheWholeText_oneTokenAChunk() {
        var whole = caller.postForJson(CHAT, body("demo", ""));

        var chunks = caller.postForEvents(CHAT, body("demo", STREAM));

        assertThat(chunks).hasSize(whole.at("/usage/completion_tokens").asInt() + 2);
        assertThat(text(chunks, 0))
                .isEqualTo(whole.at("/choices/0/message/content").asText());
        assertThat(chunks.getFirst().at("/choices/0/delta/role").asText()).isEqualTo("assistant");
        assertThat(chunks.getLast().at("/choices/0/delta")).isEmpty();
        assertThat(chunks)
                .extracting(chunk -> chunk.at("/choices/0/finish_reason").asText(null))
                .endsWith(null, "stop")
                .containsOnlyOnce("stop");
        assertThat(chunks).allSatisfy(chunk -> {
            assertThat(chunk.path("id")).isEqualTo(chunks.getFirst().path("id"));
            assertThat(chunk.path("object").asText()).isEqualTo("chat.completion.chunk");
            assertThat(chunk.path("created").isIntegralNumber()).isTrue();
            assertThat(chunk.path("model").asText()).isEqualTo("demo");
        });
    }

    @Test
    void stream_saysNothingOfUsage_whenNotAsked() {
        assertThat(caller.postForEvents(CHAT, body("demo", STREAM)))
                .noneMatch(chunk -> chunk.has("usage"))
                .allMatch(chunk -> chunk.path("choices").size() == 1);
    }

    @Test
    void stream_reportsUsageInAChunkOfItsOwn_whenAsked() {
        var whole = caller.postForJson(CHAT, body("demo", ""));

        var chunks = caller.postForEvents(CHAT, body("demo", STREAM_WITH_USAGE));

        assertThat(chunks.subList(0, chunks.size() - 1))
                .allMatch(chunk -> chunk.has("usage") && chunk.path("usage").isNull());
        assertThat(chunks.getLast().path("choices").isArray()).isTrue();
        assertThat(chunks.getLast().path("choices")).isEmpty();
        assertThat(chunks.getLast().path("usage")).isEqualTo(whole.path("usage"));
    }

    @Test
    void stream_ofSeveralChoices_bringsEach() {
        var chunks = caller.postForEvents(CHAT, body("demo", STREAM_WITH_USAGE + ", \"n\": 2, \"max_tokens\": 3"));

        assertThat(chunks).hasSize(2 + 2 * 3 + 2 + 1);
        assertThat(text(chunks, 0)).isEqualTo(text(chunks, 1)).isEqualTo("You said:");
        assertThat(chunks.getLast().at("/usage/completion_tokens").asLong()).isEqualTo(6);
    }

    @Test
    void ledger_holdsWhatTheStreamReported() {
        var usage = caller.postForEvents(CHAT, body("demo", STREAM_WITH_USAGE))
                .getLast()
                .path("usage");

        assertThat(model.ledger())
                .containsExactly(new Served(
                        "demo",
                        usage.path("prompt_tokens").asLong(),
                        usage.path("completion_tokens").asLong(),
                        true,
                        false));
    }

    @Test
    void stream_bringsItsFirstChunk_beforeTheNextIsSent() throws IOException {
        try (var slow = new DemoModel(Duration.ofHours(1));
                var slowCaller = new DemoCaller(slow)) {
            var response = slowCaller.open(CHAT, body("demo", STREAM));
            try (var _ = response.body()) {
                var first = StreamParts.of(response).next().orElseThrow();

                assertThat(first.at("/choices/0/delta/role").asText()).isEqualTo("assistant");
                assertThat(slow.ledger()).isEmpty();
            }
        }
    }

    @Test
    void ledger_holdsWhatWasSent_whenTheClientLeaves() throws IOException {
        try (var steady = new DemoModel(Duration.ofMillis(1));
                var steadyCaller = new DemoCaller(steady)) {
            var stream = steadyCaller
                    .open(CHAT, body("demo", STREAM + ", \"n\": 128"))
                    .body();
            assertThat(stream.read()).isEqualTo('d');
            stream.close();

            await().untilAsserted(() -> assertThat(steady.ledger()).hasSize(1));
            assertThat(steady.ledger().getFirst()).satisfies(served -> {
                assertThat(served.aborted()).isTrue();
                assertThat(served.streamed()).isTrue();
                assertThat(served.promptTokens()).isEqualTo(7);
                assertThat(served.completionTokens()).isLessThan(128 * 30);
            });
        }
    }

    @Test
    void stream_endsWithDone() throws IOException {
        var stream = caller.open(CHAT, body("demo", STREAM)).body();

        assertThat(new String(stream.readAllBytes(), UTF_8)).endsWith("}\n\ndata: [DONE]\n\n");
    }

    private static String body(String name, String more) {
        return "{'model': '%s', 'messages': [{'role': 'user', 'content': 'Hello, gate!'}]%s}".formatted(name, more);
    }

    private static String text(List<JsonNode> chunks, int index) {
        return chunks.stream()
                .map(chunk -> chunk.path("choices").path(0))
                .filter(choice -> choice.path("index").asInt() == index)
                .map(choice -> choice.at("/delta/content").asText())
                .collect(joining());
    }
}
