package dev.tollgate.upstream.sse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tollgate.upstream.Frame;
import dev.tollgate.upstream.http.UpstreamException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SseReaderTest {
    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void next_cutsAtBlankLines_whateverTheLineEnd_andWhereverTheStreamIsCut(String lineEnd) throws IOException {
        var stream = ": ping\n\nevent: x\ndata: grüß\ndata:Gott €\n\nid: 1\n\ndata: [DONE]\n\n".replace("\n", lineEnd);
        var bytes = stream.getBytes(UTF_8);

        for (var cut = 0; cut <= bytes.length; cut++) {
            var events = readAll(cutAt(bytes, cut));

            assertThat(events)
                    .filteredOn(event -> !isLateLineFeed(event))
                    .extracting(Frame::data)
                    .containsExactly("", "grüß\nGott €", "", "[DONE]");
            assertThat(joined(events)).isEqualTo(bytes);
        }
    }

    @Test
    void next_givesWhatFollowsTheLastBlankLine_asABlockOfItsOwn() throws IOException {
        var events = readAll(new ByteArrayInputStream("data: a\n\ndata: b".getBytes(UTF_8)));

        assertThat(events).extracting(Frame::data).containsExactly("a", "b");
        assertThat(events).extracting(Frame::isWhole).containsExactly(true, false);
    }

    @Test
    void next_isEmpty_atTheEndOfAnEmptyStream() throws IOException {
        assertThat(readAll(InputStream.nullInputStream())).isEmpty();
    }

    @Test
    void next_readsALineOfOneMegabyte() throws IOException {
        var line = "data: " + "x".repeat(1 << 20) + "\n\n";

        assertThat(readAll(new ByteArrayInputStream(line.getBytes(UTF_8))))
                .singleElement()
                .satisfies(event -> assertThat(event.data()).hasSize(1 << 20));
    }

    @Test
    void next_givesUp_whenALineDoesNotEnd() {
        var endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }
        };

        assertThatThrownBy(() -> new SseReader(endless).next())
                .isInstanceOf(UpstreamException.class)
                .hasMessage("it sent an event over 2097152 bytes");
    }

    /** The LF of a CRLF that arrived after its block was passed on: a block of its own, if nothing follows. */
    private static boolean isLateLineFeed(Frame event) {
        return Arrays.equals(event.raw(), new byte[] {'\n'});
    }

    private static InputStream cutAt(byte[] bytes, int index) {
        return new SequenceInputStream(
                new ByteArrayInputStream(bytes, 0, index),
                new ByteArrayInputStream(bytes, index, bytes.length - index));
    }

    private static List<Frame> readAll(InputStream in) throws IOException {
        var reader = new SseReader(in);
        var events = new ArrayList<Frame>();
        for (var event = reader.next(); event.isPresent(); event = reader.next()) {
            events.add(event.get());
        }
        return events;
    }

    private static byte[] joined(List<Frame> events) {
        var out = new ByteArrayOutputStream();
        events.forEach(event -> out.writeBytes(event.raw()));
        return out.toByteArray();
    }
}
