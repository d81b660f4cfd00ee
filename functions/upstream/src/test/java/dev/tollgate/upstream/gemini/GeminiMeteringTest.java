package dev.tollgate.upstream.gemini;

import static dev.tollgate.upstream.DialectCaller.passed;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tollgate.core.usage.Usage;
import dev.tollgate.upstream.DialectCaller;
import dev.tollgate.upstream.Fault;
import dev.tollgate.upstream.ModelCall;
import dev.tollgate.upstream.StreamMeter;
import dev.tollgate.upstream.http.ReplyHead;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class GeminiMeteringTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> CHUNKS = List.of(
            "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"a } \\\" € ]\"}]}}],"
                    + "\"usageMetadata\":{\"promptTokenCount\":9,\"totalTokenCount\":9}}",
            "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"b\"}]}}],"
                    + "\"usageMetadata\":{\"promptTokenCount\":9,\"candidatesTokenCount\":3,\"totalTokenCount\":12}}",
            "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"\"}]},\"finishReason\":\"STOP\"}],"
                    + "\"usageMetadata\":{\"promptTokenCount\":9,\"candidatesTokenCount\":5,\"thoughtsTokenCount\":7,"
                    + "\"totalTokenCount\":21}}");
    private static final Usage TOTAL = new Usage(9, 12, 21, 0, 0, 7, Usage.Source.PROVIDER);
    private static final String EVENTS =
            CHUNKS.stream().map("data: %s\r\n\r\n"::formatted).collect(Collectors.joining());
    private static final String ARRAY = String.join("\n,\r\n", CHUNKS);

    private final DialectCaller caller = DialectCaller.of(new GeminiDialect());
    private final ModelCall whole = caller.post("/v1beta/models/m:generateContent", "{}");
    private final ModelCall streamed = caller.post("/v1beta/models/m:streamGenerateContent", "{}");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"promptTokenCount\":9,\"candidatesTokenCount\":5,\"totalTokenCount\":14                               | 9  | 5  | 14 | 0 | 0",
                "\"promptTokenCount\":9,\"totalTokenCount\":9                                                           | 9  | 0  | 9  | 0 | 0",
                "\"promptTokenCount\":9                                                                                 | 9  | 0  | 9  | 0 | 0",
                "\"promptTokenCount\":0,\"candidatesTokenCount\":0                                                      | 0  | 0  | 0  | 0 | 0",
                "\"promptTokenCount\":9,\"candidatesTokenCount\":5,\"thoughtsTokenCount\":7,\"totalTokenCount\":21      | 9  | 12 | 21 | 0 | 7",
                "\"promptTokenCount\":9,\"thoughtsTokenCount\":7,\"totalTokenCount\":16                                 | 9  | 7  | 16 | 0 | 7",
                "\"promptTokenCount\":9,\"toolUsePromptTokenCount\":40,\"candidatesTokenCount\":5,\"totalTokenCount\":54 | 49 | 5  | 54 | 0 | 0",
                "\"promptTokenCount\":9,\"cachedContentTokenCount\":8,\"candidatesTokenCount\":5                        | 9  | 5  | 14 | 8 | 0",
                "\"promptTokenCount\":9,\"cachedContentTokenCount\":80,\"candidatesTokenCount\":5                       | 9  | 5  | 14 | 9 | 0",
                "\"promptTokenCount\":9,\"candidatesTokenCount\":5,\"totalTokenCount\":100                              | 9  | 5  | 100 | 0 | 0",
                "\"promptTokenCount\":9,\"candidatesTokenCount\":5,\"totalTokenCount\":1                                | 9  | 5  | 14 | 0 | 0",
            })
    void usageOf_readsTheProvidersFigures(
            String usage, long prompt, long completion, long total, long cached, long thoughts) {
        assertThat(usageOf("{\"candidates\":[],\"usageMetadata\":{%s,\"promptTokensDetails\":[]}}".formatted(usage)))
                .contains(new Usage(prompt, completion, total, cached, 0, thoughts, Usage.Source.PROVIDER));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[{\"usageMetadata\":{\"promptTokenCount\":9}}]",
                "{\"usageMetadata\":null}",
                "{\"usageMetadata\":{}}",
                "{\"usageMetadata\":7}",
                "{\"usageMetadata\":{\"totalTokenCount\":9}}",
                "{\"usageMetadata\":{\"candidatesTokenCount\":9}}",
                "{\"usageMetadata\":{\"promptTokenCount\":null}}",
                "{\"usageMetadata\":{\"promptTokenCount\":-9}}",
                "{\"usageMetadata\":{\"promptTokenCount\":\"9\"}}",
                "{\"usageMetadata\":{\"promptTokenCount\":9.0}}",
                "{\"usageMetadata\":{\"promptTokenCount\":99999999999}}",
                "{\"usageMetadata\":{\"promptTokenCount\":9,\"candidatesTokenCount\":null}}",
                "{\"usageMetadata\":{\"promptTokenCount\":9,\"thoughtsTokenCount\":-1}}",
                "{\"usageMetadata\":{\"promptTokenCount\":9,\"promptTokenCount\":8}}",
                "{\"usageMetadata\":{\"promptTokenCount\":9},\"usageMetadata\":{\"promptTokenCount\":9}}",
                "{\"usageMetadata\":{\"promptTokenCount\":9}",
                "{\"usage_metadata\":{\"prompt_token_count\":9}}",
            })
    void usageOf_isEmpty_whereTheFiguresAreMissing_orContradictEachOther(String reply) {
        assertThat(usageOf(reply)).isEmpty();
    }

    @Test
    void events_passAsTheyCame_andTellTheUsageWithTheLast() throws IOException {
        for (var count = 0; count <= CHUNKS.size(); count++) {
            var meter = events();
            var stream = CHUNKS.subList(0, count).stream()
                    .map("data: %s\r\n\r\n"::formatted)
                    .collect(Collectors.joining());

            assertThat(String.join("", passed(meter, stream.getBytes(UTF_8)))).isEqualTo(stream);
            assertThat(meter.isComplete()).isEqualTo(count == 3);
            assertThat(meter.usage()).isEqualTo(count == 3 ? Optional.of(TOTAL) : Optional.empty());
        }
    }

    @Test
    void eventsCutAnywhere_areBrokenOff_untilTheLastIsWhole() throws IOException {
        var stream = EVENTS.getBytes(UTF_8);
        var wholeFrom = EVENTS.stripTrailing().getBytes(UTF_8).length;

        for (var length = 0; length <= stream.length; length++) {
            var meter = events();

            passed(meter, Arrays.copyOf(stream, length));

            assertThat(meter.isComplete()).isEqualTo(length >= wholeFrom);
        }
    }

    @Test
    void anArray_passesAsItCame_andTellsTheUsageWithItsLastElement() throws IOException {
        var meter = array();

        assertThat(String.join("", passed(meter, ("[" + ARRAY).getBytes(UTF_8))))
                .isEqualTo("[" + ARRAY);
        assertThat(meter.usage()).contains(TOTAL);
        assertThat(meter.isComplete()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[%s]", "[%s\n]\n", " [ %s ] \r\n"})
    void anArray_isComplete_onceItIsClosed(String form) throws IOException {
        var meter = array();
        var stream = form.formatted(ARRAY);

        assertThat(String.join("", passed(meter, stream.getBytes(UTF_8)))).isEqualTo(stream);
        assertThat(meter.isComplete()).isTrue();
        assertThat(meter.usage()).contains(TOTAL);
    }

    @Test
    void anArrayCutAnywhere_becomesAWholeArray_withTheErrorAsItsLastElement() throws IOException {
        var stream = ("[" + ARRAY + "\n]").getBytes(UTF_8);

        for (var length = 0; length <= stream.length; length++) {
            var meter = array();

            var passed = String.join("", passed(meter, Arrays.copyOf(stream, length)));
            var read = JSON.readTree(passed + error(meter, Fault.Kind.UPSTREAM_FAILED));

            assertThat(read.isArray()).isTrue();
            assertThat(meter.isComplete()).isEqualTo(length == stream.length);
            assertThat(read.get(read.size() - 1).has("error")).isEqualTo(length < stream.length);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"candidates\":[{\"finishReason\":\"MAX_TOKENS\"}]}                                      | true",
                "{\"candidates\":[{\"index\":0,\"finishReason\":\"STOP\"},{\"index\":1}]}                  | false",
                "{\"candidates\":[{\"finishReason\":\"STOP\"},{\"index\":1,\"finishReason\":\"SAFETY\"}]}  | true",
                "{\"candidates\":[{\"finishReason\":\"FINISH_REASON_UNSPECIFIED\"}]}                       | false",
                "{\"candidates\":[{\"finishReason\":null}]}                                                | false",
                "{\"candidates\":[]}                                                                       | false",
                "{\"candidates\":null}                                                                     | false",
                "{\"promptFeedback\":{\"blockReason\":\"SAFETY\"}}                                         | true",
                "{\"promptFeedback\":{}}                                                                   | false",
                "{\"error\":{\"code\":503,\"message\":\"\",\"status\":\"UNAVAILABLE\"}}                    | false",
                "not json                                                                                  | false",
            })
    void aStream_isComplete_whenEveryCandidateIs_orThePromptWasBlocked(String chunk, boolean complete)
            throws IOException {
        var meter = events();

        assertThat(passed(meter, "data: %s\n\n".formatted(chunk).getBytes(UTF_8)))
                .hasSize(1);
        assertThat(meter.isComplete()).isEqualTo(complete);
        assertThat(meter.usage()).isEmpty();
    }

    @Test
    void candidates_mayFinishOneAfterTheOther() throws IOException {
        var meter = events();
        var chunk = "data: {\"candidates\":[{\"index\":%d%s}],\"usageMetadata\":{\"promptTokenCount\":%d}}\n\n";

        passed(meter, (chunk.formatted(0, "", 1) + chunk.formatted(1, "", 1)).getBytes(UTF_8));
        passed(meter, chunk.formatted(1, ",\"finishReason\":\"STOP\"", 1).getBytes(UTF_8));
        assertThat(meter.isComplete()).isFalse();
        passed(meter, chunk.formatted(0, ",\"finishReason\":\"STOP\"", 2).getBytes(UTF_8));
        assertThat(meter.isComplete()).isTrue();
        passed(meter, chunk.formatted(0, "", 3).getBytes(UTF_8));

        assertThat(meter.usage()).contains(new Usage(3, 0, 3, 0, 0, 0, Usage.Source.PROVIDER));
    }

    @Test
    void aLastFigureThatIsNone_leavesNone() throws IOException {
        var meter = events();
        var last =
                "data: {\"candidates\":[{\"finishReason\":\"STOP\"}],\"usageMetadata\":{\"promptTokenCount\":-1}}\n\n";

        passed(meter, ("data: " + CHUNKS.getFirst() + "\n\n" + last).getBytes(UTF_8));

        assertThat(meter.isComplete()).isTrue();
        assertThat(meter.usage()).isEmpty();
    }

    @Test
    void typicalCompletion_isTheRunningFigure_orGoesByTheLength() throws IOException {
        var reporting = events();
        var silent = events();

        passed(reporting, ("data: " + CHUNKS.get(1) + "\n\n").getBytes(UTF_8));
        passed(silent, "data: {\"candidates\":[{\"text\":\"12345678\"}]}\n\n".getBytes(UTF_8));

        assertThat(reporting.typicalCompletion()).isEqualTo(3);
        assertThat(silent.typicalCompletion()).isEqualTo(9);
    }

    @ParameterizedTest
    @EnumSource(Fault.Kind.class)
    void anErrorInAStream_isAChunkOfOneLine_ofWhateverKind(Fault.Kind kind) {
        var error = error(events(), kind);

        assertThat(error)
                .startsWith("data: {\"error\":{\"code\":" + kind.status())
                .endsWith("}}\n\n");
        assertThat(error.strip()).doesNotContain("\n");
    }

    @Test
    void anErrorInAnArray_standsWhereTheArrayStands() throws IOException {
        var meter = array();
        var json = "{\"error\":{\"code\":502,\"message\":\"It broke\\noff.\",\"status\":\"UNAVAILABLE\"}}";

        assertThat(error(meter, Fault.Kind.UPSTREAM_FAILED)).isEqualTo("[" + json + "]");
        passed(meter, "[{\"a\":1},{\"b\"".getBytes(UTF_8));
        assertThat(error(meter, Fault.Kind.UPSTREAM_FAILED)).isEqualTo("," + json + "]");
    }

    @Test
    void aReply_isAStream_whereOneWasAskedForAndSent() {
        var json = Map.of("content-type", "application/json; charset=UTF-8");

        assertThat(whole.metering().streamMeter(new ReplyHead(200, json))).isEmpty();
        assertThat(streamed.metering().streamMeter(new ReplyHead(200, json))).isPresent();
        assertThat(streamed.metering().streamMeter(new ReplyHead(429, json))).isEmpty();
    }

    private static String error(StreamMeter meter, Fault.Kind kind) {
        return new String(meter.error(new Fault(kind, "It broke\noff.")), UTF_8);
    }

    private StreamMeter events() {
        return DialectCaller.meter(streamed);
    }

    private StreamMeter array() {
        return streamed.metering()
                .streamMeter(new ReplyHead(200, Map.of("content-type", "application/json")))
                .orElseThrow();
    }

    private Optional<Usage> usageOf(String reply) {
        return DialectCaller.usageOf(whole, reply);
    }
}
