package dev.tollgate.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tollgate.core.usage.Usage;
import dev.tollgate.testkit.ScriptedProvider.Step;
import dev.tollgate.testkit.provider.Framing;
import dev.tollgate.testkit.provider.RecordedApi;
import dev.tollgate.testkit.provider.RecordedCall;
import dev.tollgate.testkit.provider.RecordedReply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Replies that are no answer of a model: what the caller is told, what it costs, and that no reply fills the memory. */
@Timeout(60)
class ProviderWrongReplyTest {
    private static final int MEGABYTE = 1 << 20;
    private static final long TIMES = 200;

    /** What is held of a whole reply, what is on its way, and room for both to grow. */
    private static final long MOST_READ = 48L * MEGABYTE;

    private static final long MOST_GROWTH = 6L * MEGABYTE;
    private static final byte[] LINE = "x".repeat(MEGABYTE).getBytes(UTF_8);
    private static final byte[] BOMB = bomb();

    static Stream<Arguments> calls() {
        return ProviderFixture.apis()
                .flatMap(api -> Stream.concat(Stream.of(api.call()), api.streamedCall().stream())
                        .map(call -> Arguments.of(api, call)));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void aPage_isTheProvidersFailure(RecordedApi api, RecordedCall call) throws IOException {
        var page = new RecordedReply(
                200, Map.of("content-type", "text/html"), List.of("\n<!DOCTYPE html><html>".getBytes(UTF_8)), 0, 0, 0);

        assertFailed(api, call, Framing.LENGTH.whole(page), "it answered with a page instead of JSON", 0);
    }

    @ParameterizedTest
    @MethodSource("calls")
    void aRedirect_isNotFollowed_andNotPassedOn(RecordedApi api, RecordedCall call) throws IOException {
        for (var status : List.of(301, 302, 307, 308)) {
            var redirect = api.error().with(status).with("location", "http://localhost:1/");

            assertFailed(api, call, Framing.LENGTH.whole(redirect), "it sent the call elsewhere", 0);
        }
    }

    /** It was the model's answer, for all that can be told. */
    @ParameterizedTest
    @MethodSource("calls")
    void aCompressedReply_isNotPassedOn_andIsChargedItsReservation(RecordedApi api, RecordedCall call)
            throws IOException {
        var reply = api.whole(api.reports().getFirst()).with("content-encoding", "gzip");

        assertFailed(api, call, Framing.LENGTH.whole(reply), "it compressed its reply, which was not asked for", 1);
    }

    @ParameterizedTest
    @MethodSource("calls")
    void aCompressedError_isNotPassedOn_andCostsNothing(RecordedApi api, RecordedCall call) throws IOException {
        var reply = api.error().with("content-encoding", "gzip");

        assertFailed(api, call, Framing.LENGTH.whole(reply), "it answered %d, compressed".formatted(reply.status()), 0);
    }

    private static void assertFailed(RecordedApi api, RecordedCall call, Step reply, String message, long requests)
            throws IOException {
        try (var fixture = new ProviderFixture(reply)) {
            var caller = Caller.patient();

            fixture.call(api, call, caller);

            assertThat(caller.status()).isEqualTo(502);
            assertThat(caller.text()).contains(message);
            assertThat(caller.headers()).doesNotContainKeys("location", "content-encoding");
            assertThat(fixture.counter().used().requestCount()).isEqualTo(requests);
            assertThat(fixture.counter().leases()).isEmpty();
        }
    }

    /** Nobody knows what it cost. */
    @ParameterizedTest
    @MethodSource("calls")
    void aReplyWithoutContent_isPassedOn_andIsChargedItsReservation(RecordedApi api, RecordedCall call)
            throws IOException {
        try (var fixture = new ProviderFixture(new Step.Send("HTTP/1.1 204 -\r\nconnection: close\r\n\r\n"))) {
            var caller = Caller.patient();

            fixture.call(api, call, caller);

            assertThat(caller.status()).isEqualTo(204);
            assertThat(caller.bytes()).isEmpty();
            assertThat(ProviderFixture.charged(fixture.lastCall()).source()).isEqualTo(Usage.Source.RESERVATION);
            assertThat(fixture.counter().leases()).isEmpty();
        }
    }

    static Stream<Arguments> endless() {
        var none = new RecordedReply(200, Map.of("content-type", "text/event-stream"), List.of(), 0, 0, 0);
        return ProviderFixture.apis()
                .limit(1)
                .flatMap(api -> Stream.of(
                        Arguments.of("a line of events", api, Framing.CLOSE.head(none)),
                        Arguments.of(
                                "a whole reply",
                                api,
                                Framing.CLOSE.head(none.with("content-type", "application/json"))),
                        Arguments.of("an error", api, Framing.CLOSE.head(none.with(500)))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("endless")
    void whatHasNoEnd_isNotReadToIt(String name, RecordedApi api, Step head) throws IOException {
        try (var fixture = new ProviderFixture(head, new Step.Repeat(LINE, TIMES))) {
            fixture.call(api, api.call(), Caller.patient());
            var before = usedHeap();
            var caller = Caller.patient();

            fixture.call(api, api.call(), caller);

            assertThat(caller.status()).isEqualTo(502);
            assertThat(fixture.provider.sentBytes()).isLessThan(2 * MOST_READ);
            assertThat(usedHeap() - before).isLessThan(MOST_GROWTH);
            assertThat(fixture.counter().leases()).isEmpty();
            await().untilAsserted(
                            () -> assertThat(fixture.provider.openConnections()).isZero());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-endless: ", ""})
    void aHeadThatHasNoEnd_isNotReadToIt(String header) throws IOException {
        var line = header.isEmpty() ? "x-line: x\r\n".repeat(1_000).getBytes(UTF_8) : LINE;
        var api = ProviderFixture.apis().findFirst().orElseThrow();
        var head = new Step.Send("HTTP/1.1 200 -\r\n" + header);
        try (var fixture = new ProviderFixture(head, new Step.Repeat(line, TIMES * MEGABYTE / line.length))) {
            var before = usedHeap();
            var caller = Caller.patient();

            fixture.call(api, api.call(), caller);

            assertThat(caller.status()).isEqualTo(502);
            assertThat(fixture.provider.sentBytes()).isLessThan(MOST_READ);
            assertThat(usedHeap() - before).isLessThan(MOST_GROWTH);
            assertThat(fixture.counter().committed().requestCount()).isZero();
        }
    }

    @Test
    void aGzipBomb_isNotUnpacked() throws IOException {
        var api = ProviderFixture.streamingApis().findFirst().orElseThrow();
        for (var type : List.of("application/json", "text/event-stream")) {
            var bomb = new RecordedReply(
                    200, Map.of("content-type", type, "content-encoding", "gzip"), List.of(BOMB), 0, 0, 0);
            try (var fixture = new ProviderFixture(Framing.LENGTH.whole(bomb))) {
                var before = usedHeap();
                var caller = Caller.patient();

                fixture.call(api, api.streamedCall().orElseThrow(), caller);

                assertThat(caller.status()).isEqualTo(502);
                assertThat(usedHeap() - before).isLessThan(MOST_GROWTH);
            }
        }
    }

    private static byte[] bomb() {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            for (var time = 0; time < TIMES; time++) {
                gzip.write(LINE);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    private static long usedHeap() {
        System.gc();
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
