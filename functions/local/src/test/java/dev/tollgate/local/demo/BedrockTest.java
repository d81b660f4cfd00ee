package dev.tollgate.local.demo;

import static dev.tollgate.local.demo.DemoCaller.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.MessageDecoder;

@Timeout(30)
class BedrockTest {
    private final DemoModel model = new DemoModel(Duration.ZERO);
    private final DemoCaller caller = new DemoCaller(model);

    @AfterEach
    void close() {
        caller.close();
        model.close();
    }

    @Test
    void aConverseStream_saysItsUsage_afterTheMessageHasEnded() {
        var events = caller.postForEvents("/model/demo-cached/converse-stream", Api.CONVERSE.body("", true, 2));

        assertThat(events)
                .extracting(event -> event.fieldNames().next())
                .containsExactly(
                        "messageStart",
                        "contentBlockDelta",
                        "contentBlockDelta",
                        "contentBlockStop",
                        "messageStop",
                        "metadata");
        assertThat(events.get(4).at("/messageStop/stopReason").asText()).isEqualTo("max_tokens");
        assertThat(events.getLast().at("/metadata/usage")).isEqualTo(json("""
                        {"inputTokens": 4, "outputTokens": 2, "totalTokens": 9, "cacheReadInputTokens": 3,
                         "cacheWriteInputTokens": 0}"""));
    }

    @Test
    void aFrame_isReadByAwssOwnDecoder() throws IOException {
        var response = caller.open("/model/demo/converse-stream", Api.CONVERSE.body("", true, 2));
        var decoder = new MessageDecoder();

        decoder.feed(ByteBuffer.wrap(response.body().readAllBytes()));

        assertThat(response.headers().firstValue("content-type")).hasValue("application/vnd.amazon.eventstream");
        assertThat(decoder.getDecodedMessages())
                .hasSize(6)
                .allSatisfy(message -> assertThat(message.getHeaders())
                        .containsEntry(":message-type", HeaderValue.fromString("event"))
                        .containsEntry(":content-type", HeaderValue.fromString("application/json")));
    }

    @Test
    void thoughts_areABlockOfTheirOwn() {
        var reply = caller.postForJson("/model/demo-thinking/converse", Api.CONVERSE.body("", false, 100));
        var events = caller.postForEvents("/model/demo-thinking/converse-stream", Api.CONVERSE.body("", true, 100));

        assertThat(reply.at("/output/message/content/0/reasoningContent/reasoningText/text")
                        .asText())
                .startsWith("They said");
        assertThat(reply.at("/output/message/content/1/text").asText()).startsWith("You said");
        assertThat(events)
                .filteredOn(event -> event.has("contentBlockStop"))
                .extracting(
                        event -> event.at("/contentBlockStop/contentBlockIndex").asInt())
                .containsExactly(0, 1);
    }

    @Test
    void anInvocation_saysItsUsage_inHeaders() {
        var response = caller.post("/model/demo-cached/invoke", Api.INVOKE.body("", false, 5));
        var silent = caller.post("/model/demo-no-usage/invoke", Api.INVOKE.body("", false, 5));

        var headers = response.headers();
        assertThat(headers.firstValueAsLong("X-Amzn-Bedrock-Input-Token-Count")).hasValue(4);
        assertThat(headers.firstValueAsLong("X-Amzn-Bedrock-Output-Token-Count"))
                .hasValue(5);
        assertThat(headers.firstValueAsLong("X-Amzn-Bedrock-Cache-Read-Input-Token-Count"))
                .hasValue(3);
        assertThat(silent.headers().firstValue("X-Amzn-Bedrock-Input-Token-Count"))
                .isEmpty();
    }

    @Test
    void anInvocationsStream_saysItsMetrics_inTheLastChunk() {
        var events =
                caller.postForEvents("/model/demo-cached/invoke-with-response-stream", Api.INVOKE.body("", true, 5));

        assertThat(events.getFirst().path("type").asText()).isEqualTo("message_start");
        assertThat(events.getLast().path("type").asText()).isEqualTo("message_stop");
        var metrics = events.getLast().path("amazon-bedrock-invocationMetrics");
        assertThat(metrics.path("inputTokenCount").asInt()).isEqualTo(4);
        assertThat(metrics.path("outputTokenCount").asInt()).isEqualTo(5);
        assertThat(metrics.path("cacheReadInputTokenCount").asInt()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({
        "anthropic.claude-v2:1, anthropic.claude-v2:1",
        "anthropic.claude-v2%3A1, anthropic.claude-v2:1",
        "arn%3Aaws%3Abedrock%3A%3A%3Ainference-profile%2Fdemo, arn:aws:bedrock:::inference-profile/demo"
    })
    void aModel_isNamedInThePath(String segment, String name) {
        caller.postForJson("/model/%s/converse".formatted(segment), Api.CONVERSE.body("", false, 5));

        assertThat(model.ledger())
                .singleElement()
                .extracting(served -> served.model())
                .isEqualTo(name);
    }

    @Test
    void aPrompt_hasTheTokensOfItsSystemToo() {
        var reply = caller.postForJson("/model/demo/converse", """
                {'system':[{'text':'Be short.'}],'messages':[{'role':'user','content':[{'text':'Hello'}]}]}""");

        assertThat(reply.at("/usage/inputTokens").asInt()).isEqualTo(11);
    }
}
