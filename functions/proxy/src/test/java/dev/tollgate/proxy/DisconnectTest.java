package dev.tollgate.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tollgate.core.usage.Usage;
import dev.tollgate.testkit.ScriptedProvider.Received;
import dev.tollgate.testkit.ScriptedProvider.Step;
import dev.tollgate.testkit.provider.Framing;
import dev.tollgate.testkit.provider.RecordedApi;
import dev.tollgate.testkit.provider.RecordedCall;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Callers who hang up. The provider works on for them all the same, and bills what it wrote to the end; so the gateway reads
 * on to that figure, charges it, and lets go of the provider.
 */
@Timeout(60)
class DisconnectTest {
    private static final int ALL_CALLS = 200;
    private static final int CHUNKS = 12;
    private static final Step NEVER = new Step.Await(new CountDownLatch(1));
    private static final Pattern CALL = Pattern.compile("call-([0-9]+)");

    private final Map<Integer, Usage> ledger = new ConcurrentHashMap<>();

    /** At least as many calls together, whatever is tested. */
    private static final int CALLS =
            Math.ceilDiv(ALL_CALLS, (int) momentsInStreams().count());

    static Stream<Arguments> momentsInStreams() {
        return ProviderFixture.streamingApis()
                .flatMap(api -> Stream.of(Caller.HEAD, 0, 1, CHUNKS / 2, CHUNKS - 1)
                        .map(chunk -> Arguments.of(api.name(), chunk, api)));
    }

    @ParameterizedTest(name = "{0}, before chunk {1}")
    @MethodSource("momentsInStreams")
    void aCallerThatGoes_isChargedWhatTheProviderBills(String name, int chunk, RecordedApi api) throws IOException {
        var call = api.streamedCall().orElseThrow();
        try (var fixture = new ProviderFixture(received -> script(api, received))) {
            try (var callers = Executors.newFixedThreadPool(8)) {
                for (var number = 0; number < CALLS; number++) {
                    var numbered = numbered(call, number);
                    var id = String.valueOf(number);
                    callers.execute(() -> fixture.call(
                            id,
                            api,
                            numbered,
                            Caller.goneBefore(chunk),
                            fixture.clock.instant().plusSeconds(60)));
                }
            }

            var settled = fixture.calls.stream()
                    .collect(Collectors.toMap(record -> Integer.valueOf(record.requestId()), ProviderFixture::charged));
            assertThat(settled).hasSize(CALLS).isEqualTo(ledger);
            assertThat(fixture.calls)
                    .extracting(record -> ((Ending.Answered) record.ending()).delivery())
                    .containsOnly(Ending.Delivery.CLIENT_GONE);
            assertThat(fixture.counter().leases()).isEmpty();
            assertThat(fixture.counter().used().totalTokenCount())
                    .isEqualTo(ledger.values().stream().mapToLong(Usage::total).sum());
            await().untilAsserted(
                            () -> assertThat(fixture.provider.openConnections()).isZero());
        }
    }

    static Stream<Arguments> wholeReplies() {
        return ProviderFixture.apis()
                .flatMap(api -> Stream.of(Caller.HEAD, 0).map(write -> Arguments.of(api.name(), write, api)));
    }

    @ParameterizedTest(name = "{0}, before write {1}")
    @MethodSource("wholeReplies")
    void aCallerThatDoesNotTakeAWholeReply_isChargedForIt(String name, int write, RecordedApi api) throws IOException {
        var report = api.reports().getFirst();
        try (var fixture = new ProviderFixture(Framing.LENGTH.whole(api.whole(report)), NEVER)) {
            fixture.call(api, api.call(), Caller.goneBefore(write));

            assertThat(ProviderFixture.charged(fixture.lastCall()))
                    .isEqualTo(report.charged().orElseThrow());
            assertThat(fixture.counter().leases()).isEmpty();
        }
    }

    /** Nobody waits for a model that does not stop. */
    @ParameterizedTest
    @MethodSource("dev.tollgate.proxy.ProviderFixture#streamingApis")
    void aStreamThatGoesOnAndOn_isLeft_andIsChargedItsReservation(RecordedApi api) throws IOException {
        var reply = api.streamed(api.reports().getFirst(), CHUNKS);
        var chunk = reply.parts().get(CHUNKS / 2);
        try (var fixture = new ProviderFixture(Framing.CLOSE.head(reply), new Step.Repeat(chunk, Long.MAX_VALUE))) {
            fixture.call(api, api.streamedCall().orElseThrow(), Caller.goneBefore(1));

            assertThat(ProviderFixture.charged(fixture.lastCall()).source()).isEqualTo(Usage.Source.RESERVATION);
            assertThat(fixture.counter().leases()).isEmpty();
            await().untilAsserted(
                            () -> assertThat(fixture.provider.openConnections()).isZero());
        }
    }

    /** Bills once all is written that leads to the figure, and then holds the connection open. */
    private List<Step> script(RecordedApi api, Received received) {
        var number = CALL.matcher(received.body())
                .results()
                .findFirst()
                .map(found -> found.group(1))
                .orElseThrow();
        var figured = api.reports().stream()
                .filter(report -> report.charged().isPresent() && !report.isAmbiguous())
                .toList();
        var report = figured.get(Integer.parseInt(number) % figured.size());
        var reply = api.streamed(report, CHUNKS);
        var script = new ArrayList<Step>();
        script.add(Framing.CHUNKED.head(reply));
        for (var part = 0; part < reply.parts().size(); part++) {
            if (part == reply.usageAt()) {
                script.add(new Step.Tell(() ->
                        ledger.put(Integer.valueOf(number), report.charged().orElseThrow())));
            }
            script.add(Framing.CHUNKED.piece(reply.parts().get(part)));
        }
        script.add(Framing.CHUNKED.end());
        script.add(NEVER);
        return script;
    }

    private static RecordedCall numbered(RecordedCall call, int number) {
        return new RecordedCall(
                call.path(), call.query(), call.body().replace("\"hi\"", "\"call-%d\"".formatted(number)));
    }
}
