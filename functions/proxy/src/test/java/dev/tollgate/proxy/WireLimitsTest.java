package dev.tollgate.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.testkit.ScriptedProvider;
import dev.tollgate.upstream.Dialect;
import dev.tollgate.upstream.json.JsonBody;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How large a call may be. What is larger is refused with a word on the limit, and reaches no provider. */
@Timeout(60)
class WireLimitsTest {
    private static final int SIX_MEBIBYTES = 6 * 1024 * 1024;

    private final ScriptedProvider provider =
            new ScriptedProvider(ScriptedProvider.reply(200, "application/json", "{}"));

    @AfterEach
    void close() throws IOException {
        provider.close();
    }

    static List<Dialect> dialects() {
        return WireGateway.DIALECTS;
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void aBody_mayHaveSixMebibytes_andNoByteMore(Dialect dialect) throws IOException {
        var gateway = new WireGateway(provider.uri());
        var body = chat(dialect).body();
        var full = body + " ".repeat(SIX_MEBIBYTES - body.length());

        assertThat(gateway.send(chat(dialect).event(dialect).body(full)).status())
                .isEqualTo(200);
        var refused = gateway.send(chat(dialect).event(dialect).body(full + " "));

        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.body()).contains("The body has 6291457 bytes; at most 6291456 are taken.");
        assertThat(provider.received()).hasSize(1);
    }

    static Stream<Arguments> limits() {
        var parts = IntStream.range(0, JsonBody.MAX_TOKENS).mapToObj(_ -> "1").toList();
        return Stream.of(
                Arguments.of("[".repeat(JsonBody.MAX_DEPTH), "it is nested deeper than 100 levels."),
                Arguments.of(
                        "\"" + "x".repeat(JsonBody.MAX_STRING_LENGTH + 1) + "\"",
                        "a text has more than 5242880 characters."),
                Arguments.of(
                        "{\"" + "x".repeat(3 * JsonBody.MAX_NAME_LENGTH) + "\":1}",
                        "a name has more than 16384 bytes."),
                Arguments.of("1".repeat(JsonBody.MAX_NUMBER_LENGTH + 1), "a number has more than 1000 digits."),
                Arguments.of("0." + "1".repeat(JsonBody.MAX_NUMBER_LENGTH + 1), "a number has more than 1000 digits."),
                Arguments.of("[" + String.join(",", parts) + "]", "it has more than 200000 parts."));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("limits")
    void aBodyBeyondALimit_isRefused_andToldWhich(String value, String reason) throws IOException {
        for (var dialect : WireGateway.DIALECTS) {
            var gateway = new WireGateway(provider.uri());

            var reply = gateway.send(withField(dialect, value));

            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.body()).contains("The body is too large: " + reason);
        }
        assertThat(provider.received()).isEmpty();
    }

    static Stream<String> largest() {
        return Stream.of(
                "[".repeat(JsonBody.MAX_DEPTH - 1) + "]".repeat(JsonBody.MAX_DEPTH - 1),
                "\"" + "x".repeat(JsonBody.MAX_STRING_LENGTH) + "\"",
                "{\"" + "x".repeat(JsonBody.MAX_NAME_LENGTH) + "\":1}",
                "1".repeat(JsonBody.MAX_NUMBER_LENGTH));
    }

    @ParameterizedTest
    @MethodSource("largest")
    void aBodyAtALimit_reachesTheProvider(String value) throws IOException {
        for (var dialect : WireGateway.DIALECTS) {
            assertThat(new WireGateway(provider.uri())
                            .send(withField(dialect, value))
                            .status())
                    .isEqualTo(200);
        }
        assertThat(provider.received()).hasSize(WireGateway.DIALECTS.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "GZIP", "deflate", "br", "zstd", "identity, gzip", "x", ""})
    void aCompressedBody_isRefused(String encoding) throws IOException {
        for (var dialect : WireGateway.DIALECTS) {
            var event = chat(dialect)
                    .event(dialect)
                    .header("Content-Encoding", encoding)
                    .body(gzipped(chat(dialect).body()));

            assertThat(new WireGateway(provider.uri()).send(event).status()).isEqualTo(415);
        }
        assertThat(provider.received()).isEmpty();
    }

    @Test
    void aBodyThatIsCompressed_withoutSayingSo_isRefused() throws IOException {
        for (var dialect : WireGateway.DIALECTS) {
            var event = chat(dialect).event(dialect).body(gzipped(chat(dialect).body()));

            assertThat(new WireGateway(provider.uri()).send(event).status()).isEqualTo(400);
        }
        assertThat(provider.received()).isEmpty();
    }

    /** The body of a legal call with one more field, which no provider knows. */
    private static WireEvent withField(Dialect dialect, String value) {
        var body = chat(dialect).body();
        return chat(dialect).event(dialect).body(body.substring(0, body.length() - 1) + ",\"metadata\":" + value + "}");
    }

    private static WireCalls.Legal chat(Dialect dialect) {
        return WireCalls.withBody(dialect);
    }

    private static byte[] gzipped(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(bytes)) {
            zip.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }
}
