package dev.tollgate.upstream.http;

import static dev.tollgate.upstream.http.ClientFixture.bodiless;
import static dev.tollgate.upstream.http.ClientFixture.failure;
import static dev.tollgate.upstream.http.ClientFixture.get;
import static dev.tollgate.upstream.http.ClientFixture.post;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.testkit.ScriptedProvider;
import dev.tollgate.testkit.ScriptedProvider.Step;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is sent, and which replies are understood. */
@Timeout(60)
class UpstreamClientTest {
    private static final String FIVE_BYTES = "HTTP/1.1 200 -\r\ncontent-length: 5\r\n\r\n";
    private static final String CHUNKED = "HTTP/1.1 200 -\r\ntransfer-encoding: chunked\r\n\r\n";

    private final UpstreamClient client = ClientFixture.client();

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void send_bringsTheReply_andSendsWhatItWasGiven() throws IOException {
        try (var provider = new ScriptedProvider(ScriptedProvider.reply(201, "text/plain", "grüß"));
                var reply = client.send(post(provider.uri().resolve("/?a=%20b")))) {
            assertThat(reply.head().status()).isEqualTo(201);
            assertThat(reply.head().headers()).containsEntry("Content-Type", "text/plain");
            assertThat(reply.body().readAllBytes()).isEqualTo("grüß".getBytes(UTF_8));
            assertThat(provider.received()).singleElement().satisfies(received -> {
                assertThat(received.line()).isEqualTo("POST /v1/x HTTP/1.1");
                assertThat(received.body()).isEqualTo("{}");
            });
        }
    }

    @Test
    void send_addsNothing_thatWasNotAskedFor() throws IOException {
        try (var provider = new ScriptedProvider(ScriptedProvider.reply(200, "text/plain", ""));
                var _ = client.send(post(provider.uri()))) {
            assertThat(provider.received().getFirst().headers())
                    .containsExactlyInAnyOrderEntriesOf(Map.of(
                            "host", provider.uri().getAuthority(),
                            "user-agent", "tollgate",
                            "accept-encoding", "identity",
                            "content-length", "2",
                            "x-test", "1"));
        }
    }

    @Test
    void send_framesTheMessageItself_whateverTheHeadersSay() throws IOException {
        var headers = Map.of(
                "Host", "elsewhere",
                "Transfer-Encoding", "chunked",
                "Content-Length", "7",
                "Connection", "close",
                "Expect", "100-continue",
                "Accept-Encoding", "gzip",
                "x-secret", "one\r\nx-two: 2");
        try (var provider = new ScriptedProvider(ScriptedProvider.reply(200, "text/plain", ""));
                var _ = client.send(new UpstreamRequest(
                        "POST", provider.uri(), headers, "{}".getBytes(UTF_8), ClientFixture.PLENTY))) {
            assertThat(provider.received()).singleElement().satisfies(received -> {
                assertThat(received.line()).isEqualTo("POST / HTTP/1.1");
                assertThat(received.headers())
                        .containsExactlyInAnyOrderEntriesOf(Map.of(
                                "host", provider.uri().getAuthority(),
                                "user-agent", "tollgate",
                                "accept-encoding", "identity",
                                "content-length", "2",
                                "x-secret", "one  x-two: 2"));
            });
        }
    }

    @Test
    void body_bringsAPiece_beforeTheNextIsSent() throws IOException {
        var seen = new CountDownLatch(1);
        try (var provider = new ScriptedProvider(
                        ScriptedProvider.eventStream(),
                        new Step.Send("one"),
                        new Step.Await(seen),
                        new Step.Send("two"));
                var reply = client.send(post(provider.uri()))) {
            assertThat(reply.body().readNBytes(3)).isEqualTo("one".getBytes(UTF_8));
            seen.countDown();
            assertThat(reply.body().readAllBytes()).isEqualTo("two".getBytes(UTF_8));
        }
    }

    static Stream<Arguments> wholeReplies() {
        return Stream.of(
                Arguments.of("with a length", FIVE_BYTES + "whole", "whole"),
                Arguments.of("in chunks", CHUNKED + "2\r\nwh\r\n3;x=y\r\nole\r\n0\r\n\r\n", "whole"),
                Arguments.of("with trailers", CHUNKED + "5\r\nwhole\r\n0\r\nx-cost: 1\r\n\r\n", "whole"),
                Arguments.of("to the end of the connection", "HTTP/1.1 200 -\r\n\r\nwhole", "whole"),
                Arguments.of("from an old server", "HTTP/1.0 200 OK\r\ncontent-length: 5\r\n\r\nwhole", "whole"),
                Arguments.of("of length zero", "HTTP/1.1 200 -\r\ncontent-length: 0\r\n\r\n", ""),
                Arguments.of("without content", "HTTP/1.1 204 -\r\n\r\n", ""),
                Arguments.of("not modified", "HTTP/1.1 304 -\r\ncontent-length: 5\r\n\r\n", ""),
                Arguments.of(
                        "after interim ones",
                        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n" + FIVE_BYTES
                                + "whole",
                        "whole"),
                Arguments.of(
                        "compressed although it was not to be",
                        "HTTP/1.1 200 -\r\ncontent-encoding: gzip\r\ncontent-length: 5\r\n\r\nwhole",
                        "whole"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wholeReplies")
    void body_isWhole(String name, String reply, String body) throws IOException {
        try (var provider = new ScriptedProvider(new Step.Send(reply))) {
            assertThat(ClientFixture.read(client, provider.uri())).isEqualTo(body);
        }
    }

    static Stream<Arguments> brokenReplies() {
        var headers = "x: %s\r\n".formatted("y".repeat(100)).repeat(1_000);
        return Stream.of(
                Arguments.of("nothing at all", ""),
                Arguments.of("no HTTP", "SSH-2.0-OpenSSH_9.6\r\n\r\n"),
                Arguments.of("another HTTP", "HTTP/2.0 200 -\r\n\r\n"),
                Arguments.of("headers cut short", "HTTP/1.1 200 -\r\ncontent-le"),
                Arguments.of("a body cut short", FIVE_BYTES + "wh"),
                Arguments.of("a chunk cut short", CHUNKED + "5\r\nwh"),
                Arguments.of("no last chunk", CHUNKED + "5\r\nwhole\r\n"),
                Arguments.of("a chunk of no size", CHUNKED + "whole\r\n"),
                Arguments.of("two lengths", "HTTP/1.1 200 -\r\ncontent-length: 5\r\ncontent-length: 2\r\n\r\nwhole"),
                Arguments.of("no number as length", "HTTP/1.1 200 -\r\ncontent-length: five\r\n\r\nwhole"),
                Arguments.of("an unknown coding", "HTTP/1.1 200 -\r\ntransfer-encoding: zip\r\n\r\nwhole"),
                Arguments.of("a header without end", "HTTP/1.1 200 -\r\nx: " + "y".repeat(100_000)),
                Arguments.of("headers without end", "HTTP/1.1 200 -\r\n" + headers),
                Arguments.of("trailers without end", CHUNKED + "5\r\nwhole\r\n0\r\n" + headers));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenReplies")
    void brokenReply_isSaidToBe(String name, String reply) throws IOException {
        try (var provider = new ScriptedProvider(new Step.Send(reply))) {
            assertThat(failure(() -> ClientFixture.read(client, provider.uri())))
                    .isEqualTo(UpstreamException.Kind.BROKEN);
            assertThat(provider.received()).hasSize(1);
        }
    }

    @Test
    void body_saysBroken_whenTheConnectionIsReset() throws IOException {
        var seen = new CountDownLatch(1);
        try (var provider = new ScriptedProvider(
                        ScriptedProvider.eventStream(), new Step.Send("one"), new Step.Await(seen), new Step.Reset());
                var reply = client.send(post(provider.uri()))) {
            reply.body().readNBytes(3);
            seen.countDown();

            assertThat(failure(() -> reply.body().readAllBytes())).isEqualTo(UpstreamException.Kind.BROKEN);
        }
    }

    @Test
    void headers_areTheFirstOfTheirName() throws IOException {
        var answer = new Step.Send("HTTP/1.1 200 -\r\nX-A: 1\r\nx-a: 2\r\nx-b:\r\ncontent-length: 0\r\n\r\n");
        try (var provider = new ScriptedProvider(answer);
                var reply = client.send(get(provider.uri()))) {
            assertThat(reply.head().headers())
                    .containsExactlyInAnyOrderEntriesOf(Map.of("X-A", "1", "x-b", "", "content-length", "0"));
        }
    }

    @Test
    void head_hasNoBody_whateverItsLengthSays() throws IOException {
        try (var provider = new ScriptedProvider(new Step.Send(FIVE_BYTES), ClientFixture.NEVER);
                var reply = client.send(bodiless("HEAD", provider.uri()))) {
            assertThat(reply.body().readAllBytes()).isEmpty();
            assertThat(reply.head().header("content-length")).contains("5");
        }
    }

    @Test
    void send_doesNotFollowRedirects() throws IOException {
        try (var elsewhere = new ScriptedProvider(ScriptedProvider.reply(200, "text/plain", ""));
                var provider = new ScriptedProvider(new Step.Send(
                        "HTTP/1.1 302 -\r\nlocation: %s\r\ncontent-length: 0\r\n\r\n".formatted(elsewhere.uri())));
                var reply = client.send(get(provider.uri()))) {
            assertThat(reply.head().status()).isEqualTo(302);
            assertThat(elsewhere.received()).isEmpty();
        }
    }

    @Test
    void send_saysUnreachable_whereNobodyListens() throws IOException {
        assertThat(failure(client, URI.create("http://localhost:" + freePort())))
                .isEqualTo(UpstreamException.Kind.UNREACHABLE);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
