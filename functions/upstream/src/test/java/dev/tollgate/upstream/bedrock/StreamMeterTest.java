package dev.tollgate.upstream.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.core.usage.Usage;
import dev.tollgate.upstream.Metering;
import dev.tollgate.upstream.StreamMeter;
import dev.tollgate.upstream.http.ReplyHead;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreamMeterTest {
    private static final String USAGE =
            "{\"inputTokens\":3,\"outputTokens\":4,\"totalTokens\":17,\"cacheReadInputTokens\":8,\"cacheWriteInputTokens\":2}";
    private static final String METRICS =
            "{\"inputTokenCount\":3,\"outputTokenCount\":4,\"cacheReadInputTokenCount\":8,\"cacheWriteInputTokenCount\":2,"
                    + "\"invocationLatency\":1000,\"firstByteLatency\":100}";
    private static final Usage BOTH = new Usage(13, 4, 17, 8, 2, 0, Usage.Source.PROVIDER);

    @Test
    void aStreamOfConverse_isComplete_withItsMetadata_notWhenTheMessageStops() throws IOException {
        assertThatTheLastOf(Events.converse(USAGE), new ConverseMetering(), BOTH);
    }

    @Test
    void aStreamOfInvoke_isComplete_withBedrocksMetrics_notWithWhatLooksLikeThem() throws IOException {
        assertThatTheLastOf(Events.invoke(METRICS), new InvokeMetering(false), BOTH);
    }

    private static void assertThatTheLastOf(List<byte[]> messages, Metering metering, Usage expected)
            throws IOException {
        for (var count = 0; count <= messages.size(); count++) {
            var meter = meter(metering);
            var sent = messages.subList(0, count);

            var passed = pass(meter, Events.stream(sent));

            assertThat(passed).isEqualTo(Events.stream(sent));
            assertThat(meter.isComplete()).isEqualTo(count == messages.size());
            assertThat(meter.usage()).isEqualTo(count == messages.size() ? Optional.of(expected) : Optional.empty());
        }
    }

    @Test
    void aMessageThatWasBrokenOff_isHidden_soThatAnErrorBehindItCanBeRead() throws IOException {
        var messages = Events.converse(USAGE);
        var stream = Events.stream(messages);
        for (var length = 0; length < stream.length; length++) {
            var meter = meter(new ConverseMetering());

            var passed = pass(meter, Arrays.copyOf(stream, length));

            assertThat(Arrays.copyOf(stream, passed.length)).isEqualTo(passed);
            assertThat(length - passed.length)
                    .isLessThan(messages.stream()
                            .mapToInt(each -> each.length)
                            .max()
                            .orElseThrow());
            assertThat(meter.usage()).isEmpty();
            assertThat(meter.isComplete()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "null",
                "{\"inputTokens\":3}",
                "{\"outputTokens\":3,\"totalTokens\":4}",
                "{\"inputTokens\":null,\"outputTokens\":4}",
                "{\"inputTokens\":\"3\",\"outputTokens\":4}",
                "{\"inputTokens\":-3,\"outputTokens\":4}",
                "{\"inputTokens\":3,\"outputTokens\":4.5}",
                "{\"inputTokens\":3,\"inputTokens\":9,\"outputTokens\":4}",
                "{\"inputTokens\":3,\"outputTokens\":99999999999999999999}",
            })
    void aStreamOfConverse_thatEndsWithoutFigures_isComplete_andReportsNothing(String usage) throws IOException {
        var meter = meter(new ConverseMetering());

        pass(meter, Events.stream(Events.converse(usage)));

        assertThat(meter.isComplete()).isTrue();
        assertThat(meter.usage()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"inputTokenCount\":3}",
                "{\"inputTokenCount\":3,\"outputTokenCount\":-4}",
                "{\"inputTokenCount\":3,\"outputTokenCount\":4,\"cacheReadInputTokenCount\":\"x\"}",
            })
    void aStreamOfInvoke_thatEndsWithoutFigures_isComplete_andReportsNothing(String metrics) throws IOException {
        var meter = meter(new InvokeMetering(false));

        pass(meter, Events.stream(Events.invoke(metrics)));

        assertThat(meter.isComplete()).isTrue();
        assertThat(meter.usage()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "throttlingException",
                "modelStreamErrorException",
                "internalServerException",
                "serviceUnavailableException",
                "modelTimeoutException",
                "validationException"
            })
    void anExceptionOfTheProviders_passes_andCompletesNothing(String type) throws IOException {
        var failed = new ArrayList<>(Events.converse(USAGE).subList(0, 2));
        failed.add(Events.exception(type, "{\"message\":\"no\"}"));
        var meter = meter(new ConverseMetering());

        var passed = pass(meter, Events.stream(failed));

        assertThat(passed).isEqualTo(Events.stream(failed));
        assertThat(meter.isComplete()).isFalse();
        assertThat(meter.usage()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "contentBlockDelta | {\"delta\":{\"text\":\"eight by\"},\"p\":\"abcdefghijklmnopqrstuvwxyz\"} | 2",
                "contentBlockDelta | {\"delta\":{\"toolUse\":{\"input\":\"{1:22}\"}}}                        | 2",
                "contentBlockDelta | {\"delta\":{\"reasoningContent\":{\"text\":\"abcd\"}}}                  | 1",
                "contentBlockDelta | {\"p\":\"abcdefghijkl\"}                                                | 0",
                "contentBlockStart | {\"start\":{\"text\":\"eight by\"}}                                     | 0",
            })
    void typicalCompletion_countsWhatIsWritten_notThePadding(String type, String json, long expected)
            throws IOException {
        var meter = meter(new ConverseMetering());

        pass(meter, Events.event(type, json));

        assertThat(meter.typicalCompletion()).isEqualTo(expected);
    }

    @Test
    void typicalCompletion_countsATokenAtLeast_forEveryChunk() throws IOException {
        var meter = meter(new InvokeMetering(false));

        pass(
                meter,
                Events.stream(List.of(
                        Events.chunk("{}"),
                        Events.chunk("x".repeat(120)),
                        Events.event("chunk", "{\"bytes\":\"not base64!\"}"),
                        Events.event("chunk", "[]"),
                        Events.event("other", "{\"bytes\":\"e30=\"}"))));

        assertThat(meter.typicalCompletion()).isEqualTo(1 + 10);
    }

    @Test
    void aReplyOfAnotherType_isNoStream() {
        var json = new ReplyHead(200, Map.of("content-type", "application/json"));

        assertThat(new ConverseMetering().streamMeter(json)).isEmpty();
        assertThat(new InvokeMetering(false).streamMeter(json)).isEmpty();
    }

    private static StreamMeter meter(Metering metering) {
        return metering.streamMeter(new ReplyHead(200, Map.of("Content-Type", "application/vnd.amazon.eventstream")))
                .orElseThrow();
    }

    /** What the meter lets through. */
    private static byte[] pass(StreamMeter meter, byte[] stream) throws IOException {
        var frames = meter.frames(new ByteArrayInputStream(stream));
        var passed = new ArrayList<byte[]>();
        for (var frame = frames.next(); frame.isPresent(); frame = frames.next()) {
            if (meter.passes(frame.get())) {
                passed.add(frame.get().raw());
            }
        }
        return Events.stream(passed);
    }
}
