package dev.tollgate.upstream.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tollgate.testkit.ScriptedProvider;
import dev.tollgate.testkit.ScriptedProvider.Step;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class UpstreamClientTest {
    private static final Step NEVER = new Step.Await(new CountDownLatch(1));
    private static final Duration PLENTY = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(150);

    private final UpstreamClient client = client(PLENTY, PLENTY);

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void send_bringsTheReply_andSendsWhatItWasGiven() throws IOException {
        try (var provider = new ScriptedProvider(ScriptedProvider.reply(201, "text/plain", "grüß"));
                var reply = client.send(request(provider.uri()))) {
            assertThat(reply.head().status()).isEqualTo(201);
            assertThat(reply.head().headers()).containsEntry("Content-Type", "text/plain");
            assertThat(reply.body().readAllBytes()).isEqualTo("grüß".getBytes(UTF_8));
            assertThat(provider.received()).singleElement().satisfies(received -> {
                assertThat(received.line()).isEqualTo("POST /v1/x HTTP/1.1");
                assertThat(received.headers()).containsEntry("x-test", "1").doesNotContainKey("Upgrade");
                assertThat(received.body()).isEqualTo("{}");
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
                var reply = client.send(request(provider.uri()))) {
            assertThat(reply.body().readNBytes(3)).isEqualTo("one".getBytes(UTF_8));
            seen.countDown();
            assertThat(reply.body().readAllBytes()).isEqualTo("two".getBytes(UTF_8));
        }
    }

    @Test
    void send_saysUnreachable_whereNobodyListens() throws IOException {
        var port = freePort();

        assertThat(failure(client, URI.create("http://localhost:" + port)).kind())
                .isEqualTo(UpstreamException.Kind.UNREACHABLE);
    }

    @Test
    void send_saysNoReply_whenNothingComes() throws IOException {
        try (var impatient = client(SHORT, PLENTY);
                var provider = new ScriptedProvider(NEVER)) {
            assertThat(failure(impatient, provider.uri()).kind()).isEqualTo(UpstreamException.Kind.NO_REPLY);
        }
    }

    @Test
    void body_saysStalled_whenItPauses() throws IOException {
        try (var impatient = client(PLENTY, SHORT);
                var provider = new ScriptedProvider(ScriptedProvider.eventStream(), new Step.Send("one"), NEVER);
                var reply = impatient.send(request(provider.uri()))) {
            reply.body().readNBytes(3);

            var failure = catchThrowableOfType(
                    UpstreamException.class, () -> reply.body().read());

            assertThat(failure.kind()).isEqualTo(UpstreamException.Kind.STALLED);
            assertThat(failure.isTimeout()).isTrue();
        }
    }

    @Test
    void body_saysTooLong_whenTheTimeForTheCallIsUp() throws IOException {
        try (var provider = new ScriptedProvider(ScriptedProvider.eventStream(), new Step.Send("one"), NEVER);
                var reply = client.send(
                        new UpstreamRequest("GET", provider.uri(), Map.of(), new byte[0], Duration.ofMillis(500)))) {
            reply.body().readNBytes(3);

            assertThat(catchThrowableOfType(
                                    UpstreamException.class, () -> reply.body().read())
                            .kind())
                    .isEqualTo(UpstreamException.Kind.TOO_LONG);
        }
    }

    @Test
    void body_saysBroken_whenTheConnectionIsReset() throws IOException {
        var seen = new CountDownLatch(1);
        try (var provider = new ScriptedProvider(
                        ScriptedProvider.eventStream(), new Step.Send("one"), new Step.Await(seen), new Step.Reset());
                var reply = client.send(request(provider.uri()))) {
            reply.body().readNBytes(3);
            seen.countDown();

            assertThat(catchThrowableOfType(
                                    UpstreamException.class, () -> reply.body().readAllBytes())
                            .kind())
                    .isEqualTo(UpstreamException.Kind.BROKEN);
        }
    }

    @Test
    void send_doesNotFollowRedirects() throws IOException {
        var elsewhere = new Step.Send(
                "HTTP/1.1 302 -\r\nlocation: http://localhost:1/\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
        try (var provider = new ScriptedProvider(elsewhere);
                var reply = client.send(request(provider.uri()))) {
            assertThat(reply.head().status()).isEqualTo(302);
        }
    }

    private static UpstreamClient client(Duration firstByte, Duration idle) {
        return new UpstreamClient(new UpstreamLimits(PLENTY, firstByte, idle, PLENTY));
    }

    private static UpstreamRequest request(URI base) {
        return new UpstreamRequest(
                "POST", base.resolve("/v1/x"), Map.of("x-test", "1"), "{}".getBytes(UTF_8), Duration.ofMinutes(1));
    }

    private static UpstreamException failure(UpstreamClient client, URI base) {
        return catchThrowableOfType(UpstreamException.class, () -> client.send(request(base)));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
