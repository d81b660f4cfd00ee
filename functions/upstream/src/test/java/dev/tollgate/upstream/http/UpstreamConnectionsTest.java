package dev.tollgate.upstream.http;

import static dev.tollgate.upstream.http.ClientFixture.NEVER;
import static dev.tollgate.upstream.http.ClientFixture.PLENTY;
import static dev.tollgate.upstream.http.ClientFixture.SHORT;
import static dev.tollgate.upstream.http.ClientFixture.bodiless;
import static dev.tollgate.upstream.http.ClientFixture.failure;
import static dev.tollgate.upstream.http.ClientFixture.post;
import static dev.tollgate.upstream.http.ClientFixture.read;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tollgate.testkit.ScriptedProvider;
import dev.tollgate.testkit.ScriptedProvider.Step;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which connections are kept, which are closed, and when. */
@Timeout(60)
class UpstreamConnectionsTest {
    private static final String KEPT = "HTTP/1.1 200 -\r\ncontent-length: 2\r\n\r\nok";
    private static final Duration SOON = Duration.ofSeconds(10);

    private final UpstreamClient client = ClientFixture.client();
    private final Set<InetSocketAddress> connections = ConcurrentHashMap.newKeySet();
    private HttpServer echo;

    @BeforeEach
    void open() throws IOException {
        echo = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        echo.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        echo.createContext("/", this::echo);
        echo.start();
    }

    @AfterEach
    void close() {
        client.close();
        echo.stop(0);
    }

    @Test
    void connection_isUsedAgain_afterAWholeReply() throws IOException {
        for (var call = 0; call < 5; call++) {
            assertThat(send("ping")).isEqualTo("ping");
        }

        assertThat(connections).hasSize(1);
    }

    @Test
    void connect_sendsNothing_andTheFirstCallUsesTheConnection() throws IOException {
        try (var provider = new ScriptedProvider(new Step.Send(KEPT), NEVER)) {
            client.connect(provider.uri(), PLENTY);
            client.connect(provider.uri(), PLENTY);
            await().until(() -> provider.openConnections() == 1);
            assertThat(provider.received()).isEmpty();

            assertThat(read(client, provider.uri())).isEqualTo("ok");
            assertThat(provider.openConnections()).isEqualTo(1);
        }
    }

    @Test
    void connect_isRefused_whereCallsAre() throws IOException {
        try (var careful = new UpstreamClient(UpstreamLimits.DEFAULT, Destinations.PUBLIC.withPlainHttp());
                var provider = new ScriptedProvider(NEVER)) {
            assertThat(failure(() -> careful.connect(provider.uri(), PLENTY)))
                    .isEqualTo(UpstreamException.Kind.FORBIDDEN);
            assertThat(provider.openConnections()).isZero();
        }
    }

    @Test
    void connect_leavesNoHold_whenItFails() throws IOException {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var uri = URI.create("https://localhost:" + silent.getLocalPort());

            assertThat(failure(() -> client.connect(uri, SHORT))).isEqualTo(UpstreamException.Kind.UNREACHABLE);
            assertThat(failure(() -> client.connect(uri, SHORT))).isEqualTo(UpstreamException.Kind.UNREACHABLE);
        }
    }

    @Test
    void connection_isUsedAgain_afterAReplyWithoutBody() throws IOException {
        for (var call = 0; call < 3; call++) {
            client.send(bodiless("HEAD", echoUri())).close();
        }

        assertThat(connections).hasSize(1);
    }

    @Test
    void connection_isUsedAgain_afterAnOldOneWasClosedTwice() throws IOException {
        var first = client.send(post(echoUri()));
        first.body().readAllBytes();

        try (var second = client.send(post(echoUri()))) {
            first.close();
            first.close();

            assertThat(second.body().readAllBytes()).hasSize(2);
        }
        assertThat(connections).hasSize(1);
    }

    @Test
    void connections_areTheirOwn_forConcurrentCalls() throws Exception {
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var replies = new ArrayList<Future<String>>();
            for (var call = 0; call < 64; call++) {
                var body = "call " + call;
                replies.add(callers.submit(() -> send(body)));
            }
            for (var call = 0; call < 64; call++) {
                assertThat(replies.get(call).get()).isEqualTo("call " + call);
            }
        }
    }

    @Test
    void connections_areEnough_forAThousandCallsAtOnce() throws Exception {
        var gate = new CountDownLatch(1);
        try (var provider =
                        new ScriptedProvider(new Step.Await(gate), ScriptedProvider.reply(200, "text/plain", "ok"));
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var replies = new ArrayList<Future<String>>();
            for (var call = 0; call < 1_000; call++) {
                replies.add(callers.submit(() -> read(client, provider.uri())));
            }
            await().atMost(PLENTY).until(() -> provider.received().size() == 1_000);
            gate.countDown();

            for (var reply : replies) {
                assertThat(reply.get()).isEqualTo("ok");
            }
        }
    }

    @Test
    void largeBody_arrivesAsItWasSent() throws IOException {
        var body = new byte[6 << 20];
        new Random(1).nextBytes(body);

        try (var reply = client.send(post(echoUri(), body))) {
            assertThat(reply.body().readAllBytes()).isEqualTo(body);
        }
    }

    @Test
    void connection_isClosed_whenTheReplyIsNotReadToItsEnd() throws IOException {
        try (var provider = new ScriptedProvider(ScriptedProvider.eventStream(), new Step.Send("one"), NEVER)) {
            var stays = client.send(post(provider.uri()));
            var goes = client.send(post(provider.uri()));
            goes.body().readNBytes(3);

            goes.close();

            await().atMost(SOON).until(() -> provider.openConnections() == 1);
            assertThat(stays.body().readNBytes(3)).hasSize(3);
        }
    }

    @Test
    void connection_isClosed_whenALimitPasses() throws IOException {
        try (var impatient = ClientFixture.client(SHORT, PLENTY);
                var provider = new ScriptedProvider(NEVER)) {
            assertThat(failure(impatient, provider.uri())).isEqualTo(UpstreamException.Kind.NO_REPLY);

            await().atMost(SOON).until(() -> provider.openConnections() == 0);
        }
    }

    @Test
    void reader_saysBroken_whenAnotherThreadCloses() throws Exception {
        try (var provider = new ScriptedProvider(ScriptedProvider.eventStream(), new Step.Send("one"), NEVER);
                var readers = Executors.newVirtualThreadPerTaskExecutor()) {
            var reply = client.send(post(provider.uri()));
            var begun = new CountDownLatch(1);
            var reader = readers.submit(() -> {
                reply.body().readNBytes(3);
                begun.countDown();
                return reply.body().read();
            });
            begun.await();

            reply.close();

            assertThat(outcome(reader)).isEqualTo(UpstreamException.Kind.BROKEN);
            await().atMost(SOON).until(() -> provider.openConnections() == 0);
        }
    }

    @Test
    void calls_areBrokenOff_whenTheClientCloses() throws Exception {
        try (var silent = new ScriptedProvider(NEVER);
                var talking = new ScriptedProvider(ScriptedProvider.eventStream(), NEVER);
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var waiting = callers.submit(() -> read(client, silent.uri()));
            var reading = callers.submit(() -> read(client, talking.uri()));
            await().until(() -> silent.received().size() + talking.received().size() == 2);

            client.close();

            assertThat(outcome(waiting)).isEqualTo(UpstreamException.Kind.BROKEN);
            assertThat(outcome(reading)).isEqualTo(UpstreamException.Kind.BROKEN);
            assertThat(failure(client, talking.uri())).isEqualTo(UpstreamException.Kind.UNREACHABLE);
        }
    }

    @Test
    void connection_isNotUsedAgain_whenTheProviderHasClosedIt() throws IOException {
        try (var provider = new ScriptedProvider(new Step.Send(KEPT))) {
            read(client, provider.uri());
            await().pollDelay(SHORT).until(() -> provider.openConnections() == 0);

            assertThat(read(client, provider.uri())).isEqualTo("ok");
            assertThat(provider.received()).hasSize(2);
        }
    }

    @Test
    void connection_isNotUsedAgain_whenSomethingCameUnasked() throws IOException {
        var unasked = new Step.Send("HTTP/1.1 408 Request Timeout\r\ncontent-length: 0\r\n\r\n");
        var isRead = new CountDownLatch(1);
        try (var provider = new ScriptedProvider(new Step.Send(KEPT), new Step.Await(isRead), unasked, NEVER)) {
            read(client, provider.uri());
            isRead.countDown();
            await().pollDelay(SHORT).until(() -> provider.received().size() == 1);

            assertThat(read(client, provider.uri())).isEqualTo("ok");
            assertThat(provider.received()).hasSize(2);
        }
    }

    @Test
    void connection_isNotUsedAgain_whenMoreCameThanTheReply() throws IOException {
        try (var provider = new ScriptedProvider(new Step.Send(KEPT + KEPT.replace("ok", "no")), NEVER)) {
            assertThat(read(client, provider.uri())).isEqualTo("ok");
            assertThat(read(client, provider.uri())).isEqualTo("ok");

            assertThat(provider.received()).hasSize(2);
        }
    }

    @Test
    void connection_isNotUsedAgain_whenTheProviderSaysSo() throws IOException {
        for (var header : new String[] {"connection: close", "keep-alive: timeout=1"}) {
            var reply = KEPT.replace("content-length", header + "\r\ncontent-length");
            try (var provider = new ScriptedProvider(new Step.Send(reply), NEVER)) {
                read(client, provider.uri());

                await().atMost(SOON).until(() -> provider.openConnections() == 0);
            }
        }
    }

    @Test
    void call_isNotSentTwice_whenItsConnectionBreaks() throws IOException {
        try (var provider = new ScriptedProvider(new Step.Reset())) {
            assertThat(failure(client, provider.uri())).isEqualTo(UpstreamException.Kind.BROKEN);

            assertThat(provider.received()).hasSize(1);
        }
    }

    private String send(String body) throws IOException {
        try (var reply = client.send(post(echoUri(), body.getBytes(UTF_8)))) {
            return new String(reply.body().readAllBytes(), UTF_8);
        }
    }

    private void echo(HttpExchange exchange) throws IOException {
        connections.add(exchange.getRemoteAddress());
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    private URI echoUri() {
        return URI.create("http://localhost:" + echo.getAddress().getPort());
    }

    private static UpstreamException.Kind outcome(Future<?> call) {
        await().atMost(SOON).until(call::isDone);
        return call.exceptionNow() instanceof UpstreamException failure ? failure.kind() : fail("another failure");
    }
}
