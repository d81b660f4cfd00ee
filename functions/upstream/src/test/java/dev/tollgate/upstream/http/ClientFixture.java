package dev.tollgate.upstream.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tollgate.testkit.ScriptedProvider.Step;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Clients, requests and replies for the tests of this package. */
final class ClientFixture {
    static final Step NEVER = new Step.Await(new CountDownLatch(1));
    static final Duration PLENTY = Duration.ofSeconds(20);
    static final Duration SHORT = Duration.ofMillis(300);

    /** A limit that was {@link #SHORT} must be noticed by then. */
    static final Duration NOT_MUCH_LATER = Duration.ofSeconds(5);

    private ClientFixture() {}

    static UpstreamClient client() {
        return client(PLENTY, PLENTY);
    }

    static UpstreamClient client(Duration firstByte, Duration idle) {
        return new UpstreamClient(new UpstreamLimits(PLENTY, firstByte, idle, PLENTY), Destinations.ANY);
    }

    static UpstreamRequest post(URI base) {
        return post(base, "{}".getBytes(UTF_8));
    }

    static UpstreamRequest post(URI base, byte[] body) {
        return new UpstreamRequest("POST", base.resolve("/v1/x"), Map.of("x-test", "1"), body, PLENTY);
    }

    static UpstreamRequest get(URI base) {
        return bodiless("GET", base);
    }

    static UpstreamRequest bodiless(String method, URI base) {
        return new UpstreamRequest(method, base.resolve("/v1/x"), Map.of(), new byte[0], PLENTY);
    }

    static String read(UpstreamClient client, URI base) throws IOException {
        try (var reply = client.send(get(base))) {
            return new String(reply.body().readAllBytes(), UTF_8);
        }
    }

    static UpstreamException.Kind failure(UpstreamClient client, URI base) {
        return failure(() -> client.send(post(base)).close());
    }

    static UpstreamException.Kind failure(ThrowingCallable call) {
        return catchThrowableOfType(UpstreamException.class, call).kind();
    }
}
