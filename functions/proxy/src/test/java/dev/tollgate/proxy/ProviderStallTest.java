package dev.tollgate.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tollgate.core.configuration.Policy;
import dev.tollgate.core.quota.Limits;
import dev.tollgate.core.usage.Usage;
import dev.tollgate.testkit.InMemoryCounters;
import dev.tollgate.testkit.ScriptedProvider.Step;
import dev.tollgate.testkit.provider.Framing;
import dev.tollgate.testkit.provider.RecordedApi;
import dev.tollgate.testkit.provider.RecordedCall;
import dev.tollgate.testkit.provider.RecordedReply;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A provider that falls silent: the caller is told so soon after the limit of 300 ms, and nothing stays reserved or open. */
@Timeout(30)
class ProviderStallTest {
    private static final Duration IDLE = Duration.ofMillis(300);
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Step NEVER = new Step.Await(new CountDownLatch(1));
    private static final int TEXTS = 3;

    static Stream<Arguments> streams() {
        return ProviderFixture.streamingApis()
                .flatMap(api -> IntStream.of(0, TEXTS).mapToObj(parts -> Arguments.of(api.name(), parts, api)));
    }

    static Stream<Arguments> wholeReplies() {
        return ProviderFixture.apis().map(api -> Arguments.of(api.name(), 20, api));
    }

    @ParameterizedTest(name = "{0}, after {1} parts")
    @MethodSource("streams")
    void aStream(String name, int parts, RecordedApi api) throws IOException {
        var reply = api.streamed(api.reports().getFirst(), TEXTS);
        var bytes = parts == 0 ? 0 : reply.endOf(parts - 1);

        var caller = assertToldSoon(api, api.streamedCall().orElseThrow(), reply, bytes);

        assertThat(caller.status()).isEqualTo(parts == 0 ? 504 : 200);
    }

    @ParameterizedTest(name = "{0}, after {1} bytes")
    @MethodSource("wholeReplies")
    void aWholeReply(String name, int bytes, RecordedApi api) throws IOException {
        var caller = assertToldSoon(api, api.call(), api.whole(api.reports().getFirst()), bytes);

        assertThat(caller.status()).isEqualTo(504);
    }

    @Test
    void aPlaceAmongTheCallsInFlight_isFreeAgain() throws IOException {
        var api = ProviderFixture.streamingApis().findFirst().orElseThrow();
        var call = api.streamedCall().orElseThrow();
        var reply = api.streamed(api.reports().getFirst(), TEXTS);
        var stalling = List.of(Framing.CHUNKED.first(reply, reply.endOf(0), false), NEVER);
        var answering = List.of(Framing.CHUNKED.whole(reply));
        var scripts = List.of(stalling, answering).iterator();
        try (var fixture = new ProviderFixture(_ -> scripts.next(), new InMemoryCounters(), IDLE)) {
            fixture.configuration.put(Policy.of("plan", new Limits(List.of(), 1, 0)));
            fixture.call(api, call, Caller.patient());
            var caller = Caller.patient();

            fixture.call(api, call, caller);

            assertThat(caller.bytes()).isEqualTo(reply.body());
        }
    }

    private static Caller assertToldSoon(RecordedApi api, RecordedCall call, RecordedReply reply, int bytes)
            throws IOException {
        var lastSent = new AtomicLong();
        var script = new ArrayList<Step>();
        script.add(new Step.Tell(() -> lastSent.set(System.nanoTime())));
        script.add(Framing.CHUNKED.first(reply, bytes, false));
        script.add(NEVER);
        try (var fixture = new ProviderFixture(_ -> List.copyOf(script), new InMemoryCounters(), IDLE)) {
            fixture.configuration.put(Policy.of("plan", new Limits(List.of(), 1, 0)));
            var caller = Caller.patient();

            fixture.call(api, call, caller);

            assertThat(Duration.ofNanos(System.nanoTime() - lastSent.get())).isBetween(IDLE, SOON);
            assertThat(caller.text()).contains("The provider took too long: it sent nothing for 300 ms.");
            assertThat(ProviderFixture.charged(fixture.lastCall()).source()).isEqualTo(Usage.Source.RESERVATION);
            assertThat(fixture.inFlight()).isZero();
            await().untilAsserted(
                            () -> assertThat(fixture.provider.openConnections()).isZero());
            return caller;
        }
    }
}
