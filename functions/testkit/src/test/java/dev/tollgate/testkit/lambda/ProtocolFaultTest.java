package dev.tollgate.testkit.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Lambda would not take from a runtime. */
class ProtocolFaultTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final RuntimeApiDouble api = new RuntimeApiDouble();
    private RawRuntime runtime;
    private Invoked call;

    @BeforeEach
    void takeACall() throws IOException {
        runtime = new RawRuntime(api);
        call = api.invoke(Invocation.of("{}", Instant.EPOCH));
        runtime.get("/runtime/invocation/next");
    }

    @AfterEach
    void close() throws IOException {
        runtime.close();
        api.close();
    }

    @Test
    void response_isRefused_forAnUnknownCall() throws IOException {
        var answer = runtime.post("/runtime/invocation/nobody/response", "", "x");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("InvalidRequestID");
        assertThat(api.faults()).singleElement().asString().contains("nobody");
    }

    @Test
    void response_isRefused_whenItIsTheSecond() throws IOException {
        runtime.post(RawRuntime.path(call, "response"), "", "x");

        var answer = runtime.post(RawRuntime.path(call, "response"), "", "y");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).contains("InvalidStateTransition");
        assertThat(api.faults()).hasSize(1);
    }

    @Test
    void error_isRefused_afterTheResponseHasBegun() throws Exception {
        runtime.stream(call, "");
        runtime.chunk(RawRuntime.PRELUDE);
        call.awaitChunks(1, PATIENCE);

        try (var other = new RawRuntime(api)) {
            assertThat(other.post(RawRuntime.path(call, "error"), "", "{}").status())
                    .isEqualTo(403);
        }

        runtime.send("0\r\n\r\n");
        assertThat(runtime.answer().status()).isEqualTo(202);
        assertThat(call.await(PATIENCE)).isInstanceOf(Reply.Streamed.class);
    }

    @Test
    void error_isStillTaken_whenTheResponseWasTooLarge() throws Exception {
        var tooLarge = runtime.post(RawRuntime.path(call, "response"), "", "x".repeat(RuntimeApi.LARGEST_RESPONSE + 1));

        assertThat(tooLarge.status()).isEqualTo(413);
        try (var other = new RawRuntime(api)) {
            other.post(RawRuntime.path(call, "error"), "Lambda-Runtime-Function-Error-Type: E\n", "{}");
        }
        assertThat(call.await(PATIENCE)).isInstanceOf(Reply.Failed.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "zz\r\nx\r\n",
                "1\r\nxy\r\n",
                "1\nx\n",
                "\r\n",
                "-1\r\n",
                "fffffffff\r\n",
                "0\r\nno field\r\n\r\n"
            })
    void response_isRefused_whenItsChunksAreMalformed(String wire) throws Exception {
        runtime.stream(call, "");
        runtime.send(wire);

        assertThat(runtime.answer().status()).isEqualTo(400);
        assertThat(call.await(PATIENCE)).isInstanceOf(Reply.Lost.class);
        assertThat(api.faults()).hasSize(1);
    }

    @Test
    void response_isRefused_withoutAnEndOfItsBody() throws IOException {
        runtime.head("POST " + RawRuntime.path(call, "response"), "");

        assertThat(runtime.answer().status()).isEqualTo(400);
        assertThat(api.faults()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /2018-06-01/runtime/nothing HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /2018-06-01/runtime/invocation/next HTTP/1.1\r\n\r\n",
                "GET /2018-06-01/runtime/invocation/next HTTP/1.0\r\nHost: a\r\n\r\n",
                "GET /runtime/invocation/next HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /2018-06-01/runtime/invocation/next HTTP/1.1\r\nHost : a\r\n\r\n"
            })
    void request_isRefused_whenItIsNotOfTheApi(String wire) throws IOException {
        runtime.send(wire);

        assertThat(runtime.answer().status()).isBetween(400, 404);
        assertThat(runtime.isEnded()).isTrue();
        assertThat(api.faults()).hasSize(1);
    }

    @Test
    void trailers_doNotCount_unlessTheyWereAnnounced() throws Exception {
        runtime.stream(call, "Trailer: Lambda-Runtime-Function-Error-Body\n");
        runtime.chunk(RawRuntime.PRELUDE);
        runtime.send("0\r\nLambda-Runtime-Function-Error-Type: E\r\n\r\n");
        runtime.answer();

        assertThat(((Reply.Streamed) call.await(PATIENCE)).trailers()).isEmpty();
        assertThat(api.faults()).singleElement().asString().contains("not announced");
    }

    @Test
    void trailers_areAFault_whenTheBodyIsNotBase64() throws Exception {
        runtime.stream(call, RawRuntime.ANNOUNCED);
        runtime.chunk(RawRuntime.PRELUDE);
        runtime.send("0\r\nLambda-Runtime-Function-Error-Type: E\r\nLambda-Runtime-Function-Error-Body: {}\r\n\r\n");
        runtime.answer();

        assertThat(((Reply.Streamed) call.await(PATIENCE)).failure()).contains(new ErrorReport("E", ""));
        assertThat(api.faults()).singleElement().asString().contains("Base64");
    }

    @Test
    void trailers_mayTakeFourKilobytes_butNotMore() throws Exception {
        var type = "Lambda-Runtime-Function-Error-Type: E\r\n";
        var name = "Lambda-Runtime-Function-Error-Body: ";
        var most = (4096 - type.length() - name.length() - 4) / 4 * 4;
        for (var length : new int[] {most, most + 4}) {
            assertThat(api.faults()).isEmpty();
            runtime.stream(call, RawRuntime.ANNOUNCED);
            runtime.chunk(RawRuntime.PRELUDE);
            runtime.send("0\r\n" + type + name + "A".repeat(length) + "\r\n\r\n");
            runtime.answer();
            call = api.invoke(Invocation.of("{}", Instant.EPOCH));
            runtime.get("/runtime/invocation/next");
        }

        assertThat(api.faults()).singleElement().asString().contains("4,096");
    }

    @Test
    void prelude_mayFillSixteenKilobytes_butNotMore() throws Exception {
        runtime.stream(call, "");
        runtime.chunk("{" + "x".repeat((16 << 10) - 9));
        runtime.chunk("\0".repeat(8));
        runtime.chunk("payload");
        runtime.send("0\r\n\r\n");
        runtime.answer();
        assertThat(api.faults()).isEmpty();

        call = api.invoke(Invocation.of("{}", Instant.EPOCH));
        runtime.get("/runtime/invocation/next");
        runtime.stream(call, "");
        runtime.chunk("{" + "x".repeat((16 << 10) - 8));
        runtime.chunk("\0".repeat(8));
        runtime.send("0\r\n\r\n");
        runtime.answer();

        assertThat(api.faults()).singleElement().asString().contains("16 KB");
    }

    @Test
    void prelude_mustBeThereAtTheEnd() throws Exception {
        runtime.stream(call, "");
        runtime.chunk("{\"statusCode\":200}" + "\0".repeat(7));
        runtime.send("0\r\n\r\n");
        runtime.answer();

        assertThat(api.faults()).singleElement().asString().contains("within its prelude");
    }
}
