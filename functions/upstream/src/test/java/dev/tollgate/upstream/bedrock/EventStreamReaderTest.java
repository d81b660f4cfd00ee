package dev.tollgate.upstream.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tollgate.upstream.Frame;
import dev.tollgate.upstream.http.UpstreamException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.eventstream.HeaderValue;

class EventStreamReaderTest {
    private static final byte[] STREAM =
            Events.stream(Events.converse("{\"inputTokens\":3,\"outputTokens\":4,\"totalTokens\":7}"));

    @Test
    void next_cutsAStreamIntoItsMessages_byteForByte() throws IOException {
        var frames = read(new ByteArrayInputStream(STREAM));

        assertThat(frames).hasSize(6);
        assertThat(Events.stream(frames.stream().map(Frame::raw).toList())).isEqualTo(STREAM);
        assertThat(frames.getLast().data()).contains("\"inputTokens\":3");
    }

    @Test
    void next_readsTheMessagesOfOtherImplementations() throws IOException {
        var empty = HexFormat.of().parseHex("000000100000000005c248eb7d98c8ff");

        var frames = read(new ByteArrayInputStream(empty));

        assertThat(frames).singleElement().satisfies(frame -> {
            assertThat(frame.raw()).isEqualTo(empty);
            assertThat(((EventMessage) frame).isWhole()).isTrue();
            assertThat(frame.data()).isEmpty();
        });
    }

    @Test
    void next_readsAStreamThatComesInSingleBytes() throws IOException {
        var slow = new InputStream() {
            private final InputStream in = new ByteArrayInputStream(STREAM);

            @Override
            public int read() throws IOException {
                return in.read();
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                return in.read(target, offset, Math.min(1, length));
            }
        };

        assertThat(read(slow)).hasSize(6).allMatch(frame -> ((EventMessage) frame).isWhole());
    }

    @Test
    void next_givesWhatIsLeft_whereverTheStreamIsCut() throws IOException {
        for (var length = 0; length < STREAM.length; length++) {
            var cut = Arrays.copyOf(STREAM, length);

            var frames = read(new ByteArrayInputStream(cut));

            assertThat(Events.stream(frames.stream().map(Frame::raw).toList())).isEqualTo(cut);
            assertThat(frames.stream().limit(Math.max(0, frames.size() - 1)))
                    .allMatch(frame -> ((EventMessage) frame).isWhole());
        }
    }

    @Test
    void headersThatAreNoTexts_doNoHarm() throws IOException {
        var odd = Events.message(
                Map.of(
                        ":message-type", HeaderValue.fromInteger(1),
                        ":event-type", HeaderValue.fromString("metadata"),
                        "when", HeaderValue.fromLong(2)),
                "{}");

        assertThat(read(new ByteArrayInputStream(odd)))
                .singleElement()
                .matches(frame -> !((EventMessage) frame).isEvent("metadata"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 4, 8, 11, 12, 40, -5, -1})
    void next_refusesADamagedMessage(int place) {
        var damaged = Events.event("messageStart", "{\"role\":\"assistant\"}");
        damaged[place < 0 ? damaged.length + place : place] ^= 0x40;

        assertThatExceptionOfType(UpstreamException.class)
                .isThrownBy(() -> read(new ByteArrayInputStream(damaged)))
                .matches(e -> e.kind() == UpstreamException.Kind.BROKEN);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 12, 15})
    void next_refusesALength_thatNoMessageHas(int length) {
        assertThatExceptionOfType(UpstreamException.class)
                .isThrownBy(() -> read(new ByteArrayInputStream(prelude(length, 0))))
                .matches(e -> e.kind() == UpstreamException.Kind.BROKEN);
    }

    @Test
    void next_refusesHeaders_thatAreLongerThanTheirMessage() {
        assertThatExceptionOfType(UpstreamException.class)
                .isThrownBy(() -> read(new ByteArrayInputStream(prelude(100, 85))))
                .matches(e -> e.kind() == UpstreamException.Kind.BROKEN);
    }

    @ParameterizedTest
    @ValueSource(ints = {(2 << 20) + 1, 16 << 20, Integer.MAX_VALUE, -1})
    void next_refusesAMessage_thatIsTooLarge_beforeReadingIt(int length) {
        assertThatExceptionOfType(UpstreamException.class)
                .isThrownBy(() -> read(new ByteArrayInputStream(prelude(length, 0))))
                .matches(e -> e.kind() == UpstreamException.Kind.TOO_LARGE);
    }

    @Test
    void next_takesAMessage_ofTheLargestSize() throws IOException {
        var envelope = Events.event("chunk", "").length;

        var largest = Events.event("chunk", "x".repeat((2 << 20) - envelope));

        assertThat(read(new ByteArrayInputStream(largest)))
                .singleElement()
                .matches(frame -> frame.raw().length == 2 << 20);
    }

    private static byte[] prelude(int length, int headers) {
        var lengths = ByteBuffer.allocate(8).putInt(length).putInt(headers).array();
        var checksum = new CRC32();
        checksum.update(lengths);
        var out = new ByteArrayOutputStream();
        out.writeBytes(lengths);
        out.writeBytes(ByteBuffer.allocate(4).putInt((int) checksum.getValue()).array());
        out.writeBytes(new byte[64]);
        return out.toByteArray();
    }

    private static List<Frame> read(InputStream in) throws IOException {
        var reader = new EventStreamReader(in);
        var frames = new ArrayList<Frame>();
        for (var frame = reader.next(); frame.isPresent(); frame = reader.next()) {
            frames.add(frame.get());
        }
        return frames;
    }
}
