package dev.tollgate.upstream.http;

import static dev.tollgate.upstream.http.ClientFixture.PLENTY;
import static dev.tollgate.upstream.http.ClientFixture.SHORT;
import static dev.tollgate.upstream.http.ClientFixture.failure;
import static dev.tollgate.upstream.http.ClientFixture.post;
import static dev.tollgate.upstream.http.ClientFixture.read;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The same over TLS, with a certificate for {@code localhost} that nobody else signed. */
@Timeout(60)
class UpstreamTlsTest {
    private static final char[] PASSWORD = "certificate".toCharArray();
    private static SSLContext trusting;

    private final Set<InetSocketAddress> connections = ConcurrentHashMap.newKeySet();
    private final CountDownLatch end = new CountDownLatch(1);
    private HttpsServer provider;

    @BeforeAll
    static void sign(@TempDir Path folder) throws Exception {
        trusting = context(selfSigned(folder));
    }

    @BeforeEach
    void open() throws IOException {
        provider = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        provider.setHttpsConfigurator(new HttpsConfigurator(trusting));
        provider.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        provider.createContext("/", this::answer);
        provider.start();
    }

    @AfterEach
    void close() {
        end.countDown();
        provider.stop(0);
    }

    @Test
    void connection_isUsedAgain_afterAPause() throws IOException {
        try (var client = client(trusting, PLENTY)) {
            assertThat(read(client, uri("localhost"))).isEqualTo("ok");
            await().pollDelay(SHORT).until(() -> true);
            assertThat(read(client, uri("localhost"))).isEqualTo("ok");

            assertThat(connections).hasSize(1);
        }
    }

    @Test
    void connect_negotiates_andTheFirstCallUsesIt() throws IOException {
        var lookups = new AtomicInteger();
        CheckedResolver.Lookup counted = host -> {
            lookups.incrementAndGet();
            return InetAddress.getAllByName(host);
        };
        var limits = new UpstreamLimits(PLENTY, PLENTY, PLENTY, PLENTY);
        try (var client =
                new UpstreamClient(limits, Destinations.ANY, counted, new DefaultClientTlsStrategy(trusting))) {
            client.connect(uri("localhost"), PLENTY);
            assertThat(connections).isEmpty();
            await().pollDelay(SHORT).until(() -> true);

            assertThat(read(client, uri("localhost"))).isEqualTo("ok");
            assertThat(lookups).hasValue(1);
        }
    }

    @Test
    void body_saysStalled_whenItPauses() throws IOException {
        try (var client = client(trusting, SHORT);
                var reply = client.send(post(uri("localhost")))) {
            assertThat(failure(() -> reply.body().readAllBytes())).isEqualTo(UpstreamException.Kind.STALLED);
        }
    }

    @Test
    void reader_saysBroken_whenAnotherThreadCloses() throws Exception {
        try (var client = client(trusting, PLENTY);
                var reader = Executors.newVirtualThreadPerTaskExecutor()) {
            var reply = client.send(post(uri("localhost")));
            reply.body().readNBytes(2);
            var next = reader.submit(() -> reply.body().read());

            reply.close();

            await().until(next::isDone);
            assertThat(next.exceptionNow())
                    .isInstanceOfSatisfying(
                            UpstreamException.class,
                            failure -> assertThat(failure.kind()).isEqualTo(UpstreamException.Kind.BROKEN));
        }
    }

    @Test
    void send_saysUnreachable_whereTheCertificateIsNotTrusted() throws Exception {
        try (var client = client(SSLContext.getDefault(), PLENTY)) {
            assertThat(failure(client, uri("localhost"))).isEqualTo(UpstreamException.Kind.UNREACHABLE);
            assertThat(connections).isEmpty();
        }
    }

    @Test
    void send_saysUnreachable_whereTheCertificateIsForAnotherHost() {
        try (var client = client(trusting, PLENTY)) {
            assertThat(failure(client, uri("127.0.0.1"))).isEqualTo(UpstreamException.Kind.UNREACHABLE);
            assertThat(connections).isEmpty();
        }
    }

    /** A GET is answered; a POST is, but for the end of the body. */
    private void answer(HttpExchange exchange) throws IOException {
        connections.add(exchange.getRemoteAddress());
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            var stalls = exchange.getRequestMethod().equals("POST");
            exchange.sendResponseHeaders(200, stalls ? 0 : 2);
            exchange.getResponseBody().write("ok".getBytes(UTF_8));
            exchange.getResponseBody().flush();
            if (stalls) {
                end.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private URI uri(String host) {
        return URI.create("https://%s:%d".formatted(host, provider.getAddress().getPort()));
    }

    private static UpstreamClient client(SSLContext context, Duration idle) {
        return new UpstreamClient(
                new UpstreamLimits(PLENTY, PLENTY, idle, PLENTY),
                Destinations.ANY,
                InetAddress::getAllByName,
                new DefaultClientTlsStrategy(context));
    }

    private static KeyStore selfSigned(Path folder) throws Exception {
        var file = folder.resolve("localhost.p12");
        var keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-alias",
                        "localhost",
                        "-storepass",
                        new String(PASSWORD),
                        "-keystore",
                        file.toString())
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        return KeyStore.getInstance(file.toFile(), PASSWORD);
    }

    private static SSLContext context(KeyStore store) throws GeneralSecurityException {
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
