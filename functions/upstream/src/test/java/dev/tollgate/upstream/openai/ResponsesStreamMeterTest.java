package dev.tollgate.upstream.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.core.usage.Usage;
import dev.tollgate.upstream.DialectCaller;
import dev.tollgate.upstream.Fault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResponsesStreamMeterTest {
    private static final String BEGUN = """
            event: response.created
            data: {"type":"response.created","sequence_number":0,"response":{"id":"resp_1","status":"in_progress","usage":null}}

            event: response.output_item.added
            data: {"type":"response.output_item.added","sequence_number":1,"item":{"type":"message"}}

            event: response.output_text.delta
            data: {"type":"response.output_text.delta","sequence_number":2,"delta":"response.completed €"}

            event: response.output_text.delta
            data: {"type":"response.output_text.delta","sequence_number":3,"delta":"!"}

            """;
    private static final String COMPLETED = """
            event: response.completed
            data: {"type":"response.completed","sequence_number":4,"response":{"id":"resp_1","output":[],"usage":{"input_tokens":3,"output_tokens":4,"total_tokens":7}}}

            """;
    private static final Usage USAGE = new Usage(3, 4, 7, 0, 0, 0, Usage.Source.PROVIDER);

    private final ResponsesStreamMeter meter = new ResponsesStreamMeter();

    @Test
    void usage_comesWithTheLastEvent_andEveryFramePasses() throws IOException {
        var frames = meter.frames(new ByteArrayInputStream((BEGUN + COMPLETED).getBytes(UTF_8)));
        for (var i = 0; i < 4; i++) {
            assertThat(meter.passes(frames.next().orElseThrow())).isTrue();
            assertThat(meter.usage()).isEmpty();
            assertThat(meter.isComplete()).isFalse();
        }

        assertThat(meter.passes(frames.next().orElseThrow())).isTrue();

        assertThat(meter.usage()).contains(USAGE);
        assertThat(meter.isComplete()).isTrue();
        assertThat(frames.next()).isEmpty();
    }

    @Test
    void aStreamCutAnywhere_hasItsUsageOnlyAfterTheWholeEvent() throws IOException {
        var bytes = (BEGUN + COMPLETED).getBytes(UTF_8);
        var reported = bytes.length - 2;

        for (var length = 0; length <= bytes.length; length++) {
            var cut = new ResponsesStreamMeter();
            DialectCaller.passed(cut, Arrays.copyOf(bytes, length));

            assertThat(cut.isComplete()).as("complete after %d", length).isEqualTo(length >= reported);
            assertThat(cut.usage().isPresent()).as("usage after %d", length).isEqualTo(length >= reported);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                {"type":"response.incomplete","response":{"usage":{"input_tokens":3,"output_tokens":4}}}  | true  | true
                {"type":"response.failed","response":{"usage":{"input_tokens":3,"output_tokens":4}}}      | true  | true
                {"type":"response.failed","response":{"error":{"code":"server_error"},"usage":null}}      | true  | false
                {"type":"response.completed","response":{}}                                               | true  | false
                {"type":"response.completed","response":{"usage":{"input_tokens":3}}}                     | true  | false
                {"type":"response.completed","usage":{"input_tokens":3,"output_tokens":4}}                | true  | false
                {"type":"response.in_progress","response":{"usage":{"input_tokens":3,"output_tokens":4}}} | false | false
                {"type":"response.queued","response":{"usage":null}}                                      | false | false
                {"type":"error","code":"server_error","message":"m","param":null,"sequence_number":9}     | false | false
                {"response":{"usage":{"input_tokens":3,"output_tokens":4}}}                               | false | false
                {"type":"response.completed","response":{"usage":                                         | false | false
                [DONE]                                                                                    | true  | false
                """)
    void theEnd_isOneOfThreeEvents_withUsageOrWithout(String data, boolean complete, boolean reported)
            throws IOException {
        DialectCaller.passed(meter, (BEGUN + "data: " + data + "\n\n").getBytes(UTF_8));

        assertThat(meter.isComplete()).isEqualTo(complete);
        assertThat(meter.usage().isPresent()).isEqualTo(reported);
    }

    @Test
    void usage_stays_whenOpenRoutersEndFollows() throws IOException {
        DialectCaller.passed(meter, (BEGUN + COMPLETED + ": PROCESSING\n\ndata: [DONE]\n\n").getBytes(UTF_8));

        assertThat(meter.usage()).contains(USAGE);
    }

    @Test
    void typicalCompletion_isATokenForEveryDelta() throws IOException {
        DialectCaller.passed(meter, BEGUN.getBytes(UTF_8));

        assertThat(meter.typicalCompletion()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4})
    void error_carriesTheNextSequenceNumber(int events) throws IOException {
        var frames = meter.frames(new ByteArrayInputStream(BEGUN.getBytes(UTF_8)));
        for (var i = 0; i < events; i++) {
            meter.passes(frames.next().orElseThrow());
        }

        assertThat(new String(meter.error(new Fault(Fault.Kind.UPSTREAM_FAILED, "It \"broke\".")), UTF_8))
                .isEqualTo("event: error\ndata: {\"type\":\"error\",\"code\":\"upstream_failed\","
                        + "\"message\":\"It \\\"broke\\\".\",\"param\":null,\"sequence_number\":%d}\n\n"
                                .formatted(events));
    }
}
