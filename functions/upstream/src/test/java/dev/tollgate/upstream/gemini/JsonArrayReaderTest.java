package dev.tollgate.upstream.gemini;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tollgate.upstream.Frame;
import dev.tollgate.upstream.Frames;
import dev.tollgate.upstream.gemini.JsonArrayPiece.Kind;
import dev.tollgate.upstream.http.UpstreamException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonArrayReaderTest {
    private static final String ARRAY =
            "[{\"a\":\"}]\\\"{\"}\n,\r\n{\"b\":[{},[1]],\"c\":\"\\\\\"} , {\"€\":\"\\u007d\"}\n]\n";

    @Test
    void next_cutsBehindEachElement() throws IOException {
        var pieces = pieces(in(ARRAY));

        assertThat(pieces.stream().map(Frame::data))
                .containsExactly(
                        "{\"a\":\"}]\\\"{\"}", "{\"b\":[{},[1]],\"c\":\"\\\\\"}", "{\"€\":\"\\u007d\"}", "", "");
        assertThat(pieces.stream().map(JsonArrayPiece::kind))
                .containsExactly(Kind.ELEMENT, Kind.ELEMENT, Kind.ELEMENT, Kind.END, Kind.REST);
        assertThat(joined(pieces)).isEqualTo(ARRAY);
    }

    @Test
    void next_cutsTheSame_whereverTheStreamIsSplit() throws IOException {
        var bytes = ARRAY.getBytes(UTF_8);
        var expected = texts(pieces(in(ARRAY)));

        for (var split = 0; split <= bytes.length; split++) {
            var first = new ByteArrayInputStream(bytes, 0, split);
            var second = new ByteArrayInputStream(bytes, split, bytes.length - split);

            assertThat(texts(pieces(new SequenceInputStream(first, second)))).isEqualTo(expected);
        }
    }

    @Test
    void next_cutsTheSame_whenBytesComeOneByOne() throws IOException {
        assertThat(texts(pieces(oneByOne(ARRAY)))).isEqualTo(texts(pieces(in(ARRAY))));
    }

    @Test
    void next_givesAnElement_beforeAnythingBehindItHasCome() throws IOException {
        var silent = new InputStream() {
            @Override
            public int read() {
                throw new AssertionError("nothing more was needed");
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                return read();
            }
        };

        var first = new JsonArrayReader(new SequenceInputStream(in("[{\"a\":1}"), silent)).next();

        assertThat(first).hasValueSatisfying(piece -> assertThat(piece.data()).isEqualTo("{\"a\":1}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[]                  | END",
                "[{\"a\":1},{\"b\"   | ELEMENT, REST",
                "[{\"a\":\"}         | REST",
                "[                   | REST",
                "[{}]]               | ELEMENT, END, END",
                "x                   | REST",
                "[{}]{}              | ELEMENT, END, END",
            })
    void next_keepsWhatIsNotAWholeArray(String stream, String kinds) throws IOException {
        var pieces = pieces(in(stream));

        assertThat(String.join(
                        ", ", pieces.stream().map(piece -> piece.kind().name()).toList()))
                .isEqualTo(kinds);
        assertThat(joined(pieces)).isEqualTo(stream);
    }

    @Test
    void next_isEmpty_atTheEndOfAnEmptyStream() throws IOException {
        assertThat(new JsonArrayReader(in("")).next()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {8_190, 8_192, 70_000, (2 << 20) - 100})
    void next_takesLargeElements(int length) throws IOException {
        var stream = "[{\"a\":\"%s\"},{}]".formatted("}".repeat(length));

        assertThat(pieces(in(stream))).hasSize(3);
        assertThat(joined(pieces(in(stream)))).isEqualTo(stream);
    }

    @Test
    void next_refusesAnElement_thatIsTooLarge() {
        var reader = new JsonArrayReader(in("[{\"a\":\"" + "x".repeat(2 << 20)));

        assertThatThrownBy(reader::next)
                .isInstanceOfSatisfying(
                        UpstreamException.class, e -> assertThat(e.kind()).isEqualTo(UpstreamException.Kind.TOO_LARGE));
    }

    private static InputStream in(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    private static InputStream oneByOne(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8)) {
            @Override
            public synchronized int read(byte[] buffer, int offset, int length) {
                return super.read(buffer, offset, Math.min(1, length));
            }
        };
    }

    private static List<JsonArrayPiece> pieces(InputStream in) throws IOException {
        Frames frames = new JsonArrayReader(in);
        var pieces = new ArrayList<JsonArrayPiece>();
        for (var piece = frames.next(); piece.isPresent(); piece = frames.next()) {
            pieces.add((JsonArrayPiece) piece.get());
        }
        return pieces;
    }

    private static List<String> texts(List<JsonArrayPiece> pieces) {
        return pieces.stream().map(piece -> new String(piece.raw(), UTF_8)).toList();
    }

    private static String joined(List<JsonArrayPiece> pieces) {
        var bytes = new ByteArrayOutputStream();
        pieces.forEach(piece -> bytes.writeBytes(piece.raw()));
        return bytes.toString(UTF_8);
    }
}
