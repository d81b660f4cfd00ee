package dev.tollgate.upstream.http;

import static dev.tollgate.upstream.http.ClientFixture.NEVER;
import static dev.tollgate.upstream.http.ClientFixture.NOT_MUCH_LATER;
import static dev.tollgate.upstream.http.ClientFixture.PLENTY;
import static dev.tollgate.upstream.http.ClientFixture.SHORT;
import static dev.tollgate.upstream.http.ClientFixture.client;
import static dev.tollgate.upstream.http.ClientFixture.failure;
import static dev.tollgate.upstream.http.ClientFixture.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.tollgate.testkit.ScriptedProvider;
import dev.tollgate.testkit.ScriptedProvider.Step;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class UpstreamLimitsTest {
    private static final Step CHUNKED = new Step.Send("HTTP/1.1 200 -\r\ntransfer-encoding: chunked\r\n\r\n");

    @Test
    void send_saysUnreachable_whenTheNameIsNotResolved() throws Exception {
        var limits = new UpstreamLimits(SHORT, PLENTY, PLENTY, PLENTY);
        var never = new CountDownLatch(1);
        try (var impatient = new UpstreamClient(
                limits,
                Destinations.ANY,
                host -> {
                    await().until(() -> never.getCount() == 0);
                    return InetAddress.getAllByName(host);
                },
                DefaultClientTlsStrategy.createDefault())) {
            assertThat(timed(() -> impatient
                            .send(post(URI.create("https://api.example.com")))
                            .close()))
                    .isEqualTo(UpstreamException.Kind.UNREACHABLE);
        } finally {
            never.countDown();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200 -\r\ncontent-ty", "HTTP/1.1 100 Continue\r\n\r\n"})
    void send_saysNoReply_whenTheHeadersDoNotCome(String begun) throws IOException {
        try (var impatient = client(SHORT, PLENTY);
                var provider = new ScriptedProvider(new Step.Send(begun), NEVER)) {
            assertThat(timed(() -> impatient.send(post(provider.uri())).close()))
                    .isEqualTo(UpstreamException.Kind.NO_REPLY);
        }
    }

    @Test
    void send_saysNoReply_howeverManyInterimRepliesCome() throws IOException {
        var endless = Collections.nCopies(1_000_000, new Step.Send("HTTP/1.1 100 Continue\r\n\r\n".repeat(1_000)));
        try (var impatient = client(SHORT, PLENTY);
                var provider = new ScriptedProvider(endless.toArray(Step[]::new))) {
            assertThat(timed(() -> impatient.send(post(provider.uri())).close()))
                    .isEqualTo(UpstreamException.Kind.NO_REPLY);
        }
    }

    @Test
    void send_saysNoReply_whenTheProviderDoesNotReadTheRequest() throws IOException {
        try (var impatient = client(SHORT, PLENTY);
                var deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var uri = URI.create("http://localhost:" + deaf.getLocalPort());

            assertThat(timed(() -> impatient.send(post(uri, new byte[32 << 20])).close()))
                    .isEqualTo(UpstreamException.Kind.NO_REPLY);
        }
    }

    @Test
    void send_saysUnreachable_whenTlsIsNotNegotiated() throws IOException {
        var limits = new UpstreamLimits(SHORT, PLENTY, PLENTY, PLENTY);
        try (var impatient = new UpstreamClient(limits, Destinations.ANY);
                var deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var uri = URI.create("https://localhost:" + deaf.getLocalPort());

            assertThat(timed(() -> impatient.send(post(uri)).close())).isEqualTo(UpstreamException.Kind.UNREACHABLE);
        }
    }

    @Test
    void body_saysStalled_whenItPausesAfterTheHeaders() throws IOException {
        assertStalls(CHUNKED, NEVER);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    void body_saysStalled_whenItPausesAfterSomeChunks(int chunks) throws IOException {
        assertStalls(CHUNKED, new Step.Send("3\r\none\r\n".repeat(chunks)), NEVER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "3\r\n", "3\r\non", "3\r\none", "3\r\none\r\n0\r\n"})
    void body_saysStalled_whenItPausesWithinAChunk(String begun) throws IOException {
        assertStalls(CHUNKED, new Step.Send(begun), NEVER);
    }

    @Test
    void body_saysTooLong_whenTheTimeForTheCallIsUp() throws IOException {
        try (var client = client(PLENTY, PLENTY);
                var provider = new ScriptedProvider(ScriptedProvider.eventStream(), new Step.Send("one"), NEVER);
                var reply = client.send(within(provider.uri(), SHORT))) {
            assertThat(timed(() -> reply.body().readAllBytes())).isEqualTo(UpstreamException.Kind.TOO_LONG);
        }
    }

    @Test
    void body_saysTooLong_howeverMuchComes() throws IOException {
        var endless = Collections.nCopies(1_000_000, new Step.Send("x".repeat(64 << 10)));
        try (var client = client(PLENTY, PLENTY);
                var provider = new ScriptedProvider(after(ScriptedProvider.eventStream(), endless));
                var reply = client.send(within(provider.uri(), SHORT))) {
            assertThat(timed(() -> reply.body().transferTo(OutputStream.nullOutputStream())))
                    .isEqualTo(UpstreamException.Kind.TOO_LONG);
        }
    }

    @Test
    void body_saysTheSame_toAReaderWhoComesLater() throws IOException {
        try (var client = client(PLENTY, PLENTY);
                var provider = new ScriptedProvider(ScriptedProvider.eventStream(), NEVER);
                var reply = client.send(within(provider.uri(), SHORT))) {
            assertThat(failure(() -> reply.body().read())).isEqualTo(UpstreamException.Kind.TOO_LONG);
            assertThat(failure(() -> reply.body().read())).isEqualTo(UpstreamException.Kind.TOO_LONG);
        }
    }

    private static void assertStalls(Step... script) throws IOException {
        try (var impatient = client(PLENTY, SHORT);
                var provider = new ScriptedProvider(script);
                var reply = impatient.send(post(provider.uri()))) {
            assertThat(timed(() -> reply.body().readAllBytes())).isEqualTo(UpstreamException.Kind.STALLED);
        }
    }

    private static Step[] after(Step first, List<? extends Step> others) {
        return Stream.concat(Stream.of(first), others.stream()).toArray(Step[]::new);
    }

    private static UpstreamException.Kind timed(ThrowingCallable call) {
        var begin = System.nanoTime();
        var failure = catchThrowableOfType(UpstreamException.class, call);

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(NOT_MUCH_LATER);
        return failure.kind();
    }

    private static UpstreamRequest within(URI uri, Duration limit) {
        return new UpstreamRequest("GET", uri, Map.of(), new byte[0], limit);
    }
}
