package dev.tollgate.local.demo;

import static dev.tollgate.local.demo.DemoCaller.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class AnthropicTest {
    private static final String[] VERSION = {"anthropic-version", "2023-06-01"};
    private static final String MESSAGES = "/v1/messages";

    private final DemoModel model = new DemoModel(Duration.ZERO);
    private final DemoCaller caller = new DemoCaller(model);

    @AfterEach
    void close() {
        caller.close();
        model.close();
    }

    @Test
    void aMessage_saysItsUsage_asAnthropicDoes() {
        var reply = caller.postForJson(MESSAGES, Api.MESSAGES.body("demo-cached", false, 5), VERSION);

        assertThat(reply.path("type").asText()).isEqualTo("message");
        assertThat(reply.path("role").asText()).isEqualTo("assistant");
        assertThat(reply.path("stop_reason").asText()).isEqualTo("max_tokens");
        assertThat(reply.path("stop_sequence").isNull()).isTrue();
        assertThat(reply.path("usage")).isEqualTo(json("""
                        {"input_tokens": 4, "cache_creation_input_tokens": 0, "cache_read_input_tokens": 3,
                         "output_tokens": 5}"""));
    }

    @Test
    void aStream_hasAnthropicsEvents_andItsUsageTwice() {
        var events = caller.postForEvents(MESSAGES, Api.MESSAGES.body("demo", true, 2), VERSION);

        assertThat(events)
                .extracting(event -> event.path("type").asText())
                .containsExactly(
                        "message_start",
                        "content_block_start",
                        "ping",
                        "content_block_delta",
                        "content_block_delta",
                        "content_block_stop",
                        "message_delta",
                        "message_stop");
        assertThat(events.getFirst().at("/message/content").isArray()).isTrue();
        assertThat(events.getFirst().at("/message/usage/input_tokens").asInt()).isEqualTo(7);
        assertThat(events.getFirst().at("/message/usage/output_tokens").asInt()).isEqualTo(1);
        assertThat(events.get(6).at("/delta/stop_reason").asText()).isEqualTo("max_tokens");
        assertThat(events.get(6).at("/usage/input_tokens").asInt()).isEqualTo(7);
        assertThat(events.get(6).at("/usage/output_tokens").asInt()).isEqualTo(2);
    }

    @Test
    void aStream_namesTheKindOfAnEvent_outsideItsDataToo() throws IOException {
        var stream = caller.open(MESSAGES, Api.MESSAGES.body("demo", true, 2), VERSION)
                .body();

        assertThat(new String(stream.readAllBytes(), UTF_8))
                .startsWith("event: message_start\ndata: {\"type\":\"message_start\",")
                .endsWith("event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n");
    }

    @Test
    void thoughts_areABlockOfTheirOwn() {
        var reply = caller.postForJson(MESSAGES, Api.MESSAGES.body("demo-thinking", false, 100), VERSION);
        var events = caller.postForEvents(MESSAGES, Api.MESSAGES.body("demo-thinking", true, 100), VERSION);

        assertThat(reply.path("content"))
                .extracting(block -> block.path("type").asText())
                .containsExactly("thinking", "text");
        assertThat(events)
                .filteredOn(event -> event.path("type").asText().equals("content_block_start"))
                .extracting(event -> event.path("index").asInt()
                        + event.at("/content_block/type").asText())
                .containsExactly("0thinking", "1text");
        assertThat(events)
                .extracting(event -> event.at("/delta/type").asText())
                .contains("thinking_delta", "signature_delta", "text_delta");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`'messages':[{'role':'user','content':'Hello'}]`, 5",
                "`'system':'Be short.','messages':[{'role':'user','content':'Hello'}]`, 11",
                "`'system':[{'type':'text','text':'Be short.'}],'messages':[{'role':'user','content':[{'text':'Hello'}]}]`, 11",
            })
    void tokens_areCounted_asTheyAreBilled(String fields, long tokens) {
        var counted = caller.postForJson(MESSAGES + "/count_tokens", "{'model':'demo',%s}".formatted(fields), VERSION);
        assertThat(model.ledger()).isEmpty();

        var billed = caller.postForJson(MESSAGES, "{'model':'demo','max_tokens':5,%s}".formatted(fields), VERSION);

        assertThat(counted).isEqualTo(json("{\"input_tokens\":%d}".formatted(tokens)));
        assertThat(billed.at("/usage/input_tokens").asLong()).isEqualTo(tokens);
    }

    @Test
    void counting_failsToo_whenTheModelIsAskedTo() {
        var response = caller.post(
                MESSAGES + "/count_tokens",
                "{'model':'demo-error-529','messages':[{'role':'user','content':'x'}]}",
                VERSION);

        assertThat(response.statusCode()).isEqualTo(529);
    }
}
