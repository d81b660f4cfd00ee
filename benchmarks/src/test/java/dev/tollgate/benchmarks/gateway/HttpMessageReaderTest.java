package dev.tollgate.benchmarks.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpMessageReaderTest {
    private static final String OF_LENGTH = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";
    private static final String CHUNKED =
            "HTTP/1.1 200 OK\r\nTransfer-encoding: chunked\r\n\r\n3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n";

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 1_000})
    void next_readsOneMessageAfterTheOther_howeverManyBytesArriveAtOnce(int atOnce) throws IOException {
        var reader = new HttpMessageReader(pieces(OF_LENGTH + CHUNKED + OF_LENGTH, atOnce));

        for (var i = 0; i < 3; i++) {
            var message = reader.next().orElseThrow();
            assertThat(message.startLine()).isEqualTo("HTTP/1.1 200 OK");
            assertThat(message.body()).asString(US_ASCII).isEqualTo("hello");
        }
        assertThat(reader.next()).isEmpty();
    }

    @Test
    void next_readsABodyThatIsLargerThanItsBuffer() throws IOException {
        var body = "x".repeat(100_000);
        var reader = new HttpMessageReader(pieces("POST / HTTP/1.1\r\ncontent-length:100000\r\n\r\n" + body, 30_000));

        assertThat(reader.next().orElseThrow().body()).asString(US_ASCII).isEqualTo(body);
    }

    @Test
    void next_takesAMessageWithoutALengthForOneWithoutABody() throws IOException {
        var reader = new HttpMessageReader(pieces("GET / HTTP/1.1\r\nhost: localhost\r\n\r\n", 1_000));

        assertThat(reader.next().orElseThrow().body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {OF_LENGTH, CHUNKED})
    void next_fails_whereTheConnectionEndsWithinAMessage(String message) {
        var cut = message.substring(0, message.length() - 1);

        assertThatThrownBy(() -> new HttpMessageReader(pieces(cut, 1_000)).next())
                .isInstanceOf(EOFException.class);
    }

    private static InputStream pieces(String stream, int atOnce) {
        return new ByteArrayInputStream(stream.getBytes(US_ASCII)) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(length, atOnce));
            }
        };
    }
}
