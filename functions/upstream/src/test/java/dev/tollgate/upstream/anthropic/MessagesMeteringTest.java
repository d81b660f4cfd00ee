package dev.tollgate.upstream.anthropic;

import static dev.tollgate.upstream.DialectCaller.passed;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.core.usage.Usage;
import dev.tollgate.upstream.DialectCaller;
import dev.tollgate.upstream.Fault;
import dev.tollgate.upstream.ModelCall;
import dev.tollgate.upstream.StreamMeter;
import dev.tollgate.upstream.http.ReplyHead;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessagesMeteringTest {
    private static final List<String> EVENTS = List.of("""
            event: message_start
            data: {"type":"message_start","message":{"id":"msg_1","type":"message","content":[],"usage":{"input_tokens":25,"cache_creation_input_tokens":7,"cache_read_input_tokens":100,"cache_creation":{"ephemeral_5m_input_tokens":7,"ephemeral_1h_input_tokens":0},"output_tokens":1}}}

            """, """
            event: ping
            data: {"type": "ping"}

            """, """
            event: content_block_start
            data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

            """, """
            event: content_block_delta
            data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"{\\"type\\":\\"message_stop\\"} €"}}

            """, """
            event: content_block_stop
            data: {"type":"content_block_stop","index":0}

            """, """
            event: something_new
            data: {"type":"something_new"}

            """, """
            event: message_delta
            data: {"type":"message_delta","delta":{"stop_reason":null},"usage":{"output_tokens":9}}

            """, """
            event: message_delta
            data: {"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"input_tokens":30,"cache_read_input_tokens":null,"output_tokens":15}}

            """, """
            event: message_stop
            data: {"type":"message_stop"}

            """);
    private static final String STREAM = String.join("", EVENTS);

    private final ModelCall call = DialectCaller.of(new AnthropicDialect())
            .post("/v1/messages", "{\"model\":\"m\",\"messages\":[],\"stream\":true}");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"input_tokens\":12,\"output_tokens\":30                                                              | 12  | 30 | 0 | 0   | 0",
                "\"input_tokens\":0,\"output_tokens\":0                                                                | 0   | 0  | 0 | 0   | 0",
                "\"input_tokens\":1,\"cache_creation_input_tokens\":2,\"cache_read_input_tokens\":40,\"output_tokens\":8 | 43  | 8  | 2 | 40  | 0",
                "\"input_tokens\":1,\"cache_creation_input_tokens\":null,\"cache_read_input_tokens\":null,\"output_tokens\":8 | 1 | 8 | 0 | 0 | 0",
                "\"input_tokens\":1,\"cache_creation\":{\"ephemeral_5m_input_tokens\":3,\"ephemeral_1h_input_tokens\":4},\"output_tokens\":8 | 8 | 8 | 7 | 0 | 0",
                "\"input_tokens\":1,\"cache_creation_input_tokens\":7,\"cache_creation\":{\"ephemeral_5m_input_tokens\":3,\"ephemeral_1h_input_tokens\":4},\"output_tokens\":8 | 8 | 8 | 7 | 0 | 0",
                "\"input_tokens\":1,\"cache_creation_input_tokens\":9,\"cache_creation\":{\"ephemeral_5m_input_tokens\":3},\"output_tokens\":8 | 10 | 8 | 9 | 0 | 0",
                "\"input_tokens\":1,\"cache_creation_input_tokens\":0,\"cache_creation\":null,\"output_tokens\":8          | 1  | 8  | 0 | 0   | 0",
                "\"input_tokens\":1,\"output_tokens\":8,\"output_tokens_details\":{\"thinking_tokens\":6}               | 1   | 8  | 0 | 0   | 6",
                "\"input_tokens\":1,\"output_tokens\":8,\"output_tokens_details\":{\"thinking_tokens\":9}               | 1   | 8  | 0 | 0   | 8",
                "\"input_tokens\":1,\"output_tokens\":8,\"iterations\":null                                            | 1   | 8  | 0 | 0   | 0",
                "\"input_tokens\":23,\"output_tokens\":10,\"iterations\":[{\"type\":\"message\",\"input_tokens\":23,\"output_tokens\":10}] | 23 | 10 | 0 | 0 | 0",
                "\"input_tokens\":23,\"output_tokens\":10,\"iterations\":[{\"type\":\"compaction\",\"input_tokens\":180,\"output_tokens\":35},{\"type\":\"message\",\"input_tokens\":23,\"output_tokens\":10}] | 203 | 45 | 0 | 0 | 0",
                "\"input_tokens\":2,\"output_tokens\":1,\"iterations\":[{\"type\":\"advisor_message\",\"input_tokens\":1,\"cache_read_input_tokens\":5,\"output_tokens\":3}] | 8 | 4 | 0 | 5 | 0",
            })
    void usageOf_readsTheProvidersFigures(
            String usage, long prompt, long completion, long cacheWrite, long cacheRead, long thinking) {
        assertThat(usageOf("{\"id\":\"msg_1\",\"content\":[{\"usage\":{}}],\"usage\":{%s}}".formatted(usage)))
                .contains(new Usage(prompt, completion, 0, cacheRead, cacheWrite, thinking, Usage.Source.PROVIDER));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "",
                "<html>",
                "{\"usage\":null}",
                "{\"usage\":[]}",
                "{\"usage\":{}}",
                "{\"usage\":{\"input_tokens\":3}}",
                "{\"usage\":{\"output_tokens\":3}}",
                "{\"usage\":{\"input_tokens\":null,\"output_tokens\":3}}",
                "{\"usage\":{\"input_tokens\":-1,\"output_tokens\":3}}",
                "{\"usage\":{\"input_tokens\":\"1\",\"output_tokens\":3}}",
                "{\"usage\":{\"input_tokens\":1.0,\"output_tokens\":3}}",
                "{\"usage\":{\"input_tokens\":1,\"output_tokens\":99999999999999999999}}",
                "{\"usage\":{\"input_tokens\":1,\"output_tokens\":9999999999999999}}",
                "{\"usage\":{\"input_tokens\":1,\"output_tokens\":3,\"cache_read_input_tokens\":-4}}",
                "{\"usage\":{\"input_tokens\":1,\"output_tokens\":3,\"cache_creation_input_tokens\":\"4\"}}",
                "{\"usage\":{\"input_tokens\":1,\"output_tokens\":3,\"iterations\":[{\"type\":\"compaction\"}]}}",
                "{\"usage\":{\"input_tokens\":1,\"input_tokens\":9,\"output_tokens\":3}}",
                "{\"usage\":{\"input_tokens\":1,\"output_tokens\":3},\"usage\":{\"input_tokens\":9,\"output_tokens\":3}}",
                "{\"usage\":{\"input_tokens\":1,\"output_tokens\":3}",
                "{\"content\":[{\"usage\":{\"input_tokens\":1,\"output_tokens\":3}}]}",
            })
    void usageOf_isEmpty_whereTheFiguresAreMissing_orContradictEachOther(String reply) {
        assertThat(usageOf(reply)).isEmpty();
    }

    @Test
    void everyEvent_passes_byteForByte() throws IOException {
        assertThat(passed(meter(), STREAM.getBytes(UTF_8))).isEqualTo(EVENTS);
    }

    @Test
    void theUsage_isKnownAtTheEnd_andNotBefore() throws IOException {
        for (var count = 0; count <= EVENTS.size(); count++) {
            var meter = meter();

            passed(meter, String.join("", EVENTS.subList(0, count)).getBytes(UTF_8));

            assertThat(meter.isComplete()).isEqualTo(count == EVENTS.size());
            assertThat(meter.usage()).isEqualTo(count == EVENTS.size() ? Optional.of(total()) : Optional.empty());
        }
    }

    @Test
    void aStreamCutAnywhere_isBrokenOff_untilItsLastEvent() throws IOException {
        var stream = STREAM.getBytes(UTF_8);
        var wholeFrom = STREAM.stripTrailing().getBytes(UTF_8).length;

        for (var length = 0; length <= stream.length; length++) {
            var meter = meter();

            var passed = passed(meter, Arrays.copyOf(stream, length));

            assertThat(String.join("", passed).getBytes(UTF_8)).hasSizeGreaterThanOrEqualTo(length);
            assertThat(meter.isComplete()).isEqualTo(length >= wholeFrom);
        }
    }

    @Test
    void aStreamWithoutUsage_isCompleteAndHasNone() throws IOException {
        var meter = meter();

        passed(meter, (EVENTS.get(2) + EVENTS.getLast()).getBytes(UTF_8));

        assertThat(meter.isComplete()).isTrue();
        assertThat(meter.usage()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}\n\n",
                "data: not json \"message_stop\"\n\n",
                ": message_stop\n\n",
                "event: message_stop\n\n",
                "data: [\"message_stop\"]\n\n",
            })
    void whatIsNoLastEvent_passes_andEndsNothing(String event) throws IOException {
        var meter = meter();

        assertThat(passed(meter, event.getBytes(UTF_8))).containsExactly(event);
        assertThat(meter.isComplete()).isFalse();
        assertThat(meter.usage()).isEmpty();
    }

    @Test
    void typicalCompletion_goesByTheLengthOfTheTexts() throws IOException {
        var delta =
                "data: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"%s\"}}\n\n";
        var meter = meter();

        passed(meter, (delta.formatted("x".repeat(400)) + delta.formatted("a")).getBytes(UTF_8));

        assertThat(meter.typicalCompletion()).isBetween(95L, 105L);
    }

    @Test
    void anErrorInAStream_isAnEventThatSdksKnow() {
        assertThat(new String(meter().error(new Fault(Fault.Kind.UPSTREAM_FAILED, "It broke \"off\".")), UTF_8))
                .isEqualTo("event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"api_error\","
                        + "\"message\":\"It broke \\\"off\\\".\"}}\n\n");
    }

    @ParameterizedTest
    @EnumSource(Fault.Kind.class)
    void anErrorInAStream_isOneLineOfData_ofWhateverKind(Fault.Kind kind) {
        var lines = new ArrayList<>(new String(meter().error(new Fault(kind, "a\nb")), UTF_8)
                .lines()
                .toList());

        assertThat(lines).hasSize(3).first().isEqualTo("event: error");
        assertThat(lines.get(1)).startsWith("data: {\"type\":\"error\"").contains("a\\nb");
    }

    @Test
    void aWholeReply_hasNoStreamMeter() {
        assertThat(call.metering().streamMeter(new ReplyHead(200, Map.of("content-type", "application/json"))))
                .isEmpty();
    }

    private static Usage total() {
        return new Usage(137, 15, 152, 100, 7, 0, Usage.Source.PROVIDER);
    }

    private StreamMeter meter() {
        return DialectCaller.meter(call);
    }

    private Optional<Usage> usageOf(String reply) {
        return DialectCaller.usageOf(call, reply);
    }
}
