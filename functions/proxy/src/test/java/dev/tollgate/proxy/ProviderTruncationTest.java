package dev.tollgate.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.core.usage.Usage;
import dev.tollgate.testkit.ScriptedProvider.Step;
import dev.tollgate.testkit.provider.Framing;
import dev.tollgate.testkit.provider.RecordedApi;
import dev.tollgate.testkit.provider.RecordedCall;
import dev.tollgate.testkit.provider.RecordedReply;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Replies that end too early, after every one of their bytes: as if they were whole, and with their connection. */
@Timeout(60)
class ProviderTruncationTest {
    private static final int TEXTS = 1;
    private static final String ASKED = "\"include_usage\":true";

    static Stream<Arguments> streams() {
        return ProviderFixture.streamingApis()
                .flatMap(api -> Stream.of(true, false).map(clean -> Arguments.of(api.name(), clean, api)));
    }

    /** Of the APIs whose streams tell their figures on request alone. */
    static Stream<Arguments> streamsWithoutFigures() {
        return ProviderFixture.streamingApis()
                .filter(api -> api.streamedCall().orElseThrow().body().contains(ASKED))
                .flatMap(api -> Stream.of(true, false)
                        .map(clean -> Arguments.of(
                                api.name(),
                                clean,
                                api,
                                unasked(api.streamedCall().orElseThrow()))));
    }

    private static RecordedCall unasked(RecordedCall call) {
        return new RecordedCall(call.path(), call.query(), call.body().replace(ASKED, ASKED.replace("true", "false")));
    }

    static Stream<Arguments> wholeReplies() {
        return ProviderFixture.apis().map(api -> Arguments.of(api.name(), api));
    }

    @ParameterizedTest(name = "{0}, cleanly: {1}")
    @MethodSource("streams")
    void aStream_isChargedItsFigure_onceThatHasPassed(String name, boolean clean, RecordedApi api) throws IOException {
        var reply = api.streamed(api.reports().getFirst(), TEXTS);
        var script = new AtomicReference<Step>();
        var tails = new HashSet<String>();
        try (var fixture = new ProviderFixture(_ -> List.of(script.get()))) {
            for (var cut = 0; cut <= reply.body().length; cut++) {
                script.set(Framing.CHUNKED.first(reply, cut, clean));

                var truncated = new Truncated(fixture, api, api.streamedCall().orElseThrow());

                truncated.assertCharged(reply, cut, clean);
                if (truncated.isStream()) {
                    var tail = truncated.tail(reply, cut);
                    if (cut < reply.endOf(reply.usageAt() - 1) - reply.dispensable()) {
                        assertThat(tail).as("cut at %d", cut).isNotEmpty();
                    } else if (clean && cut >= reply.endOf(reply.certainAt())) {
                        assertThat(tail).as("cut at %d", cut).isEmpty();
                    }
                    tails.add(tail);
                }
            }
            assertNothingIsOpen(fixture);
        }
        tails.remove("");
        assertThat(tails)
                .as("an error, in a frame of its own")
                .singleElement()
                .asString()
                .contains("The provider failed");
    }

    /** The gateway asked for the figure by itself: not a byte of it is the caller's. */
    @ParameterizedTest(name = "{0}, cleanly: {1}")
    @MethodSource("streamsWithoutFigures")
    void aFigureThatTheCallerDidNotAskFor_isNotSeenInPart(
            String name, boolean clean, RecordedApi api, RecordedCall call) throws IOException {
        var reply = api.streamed(api.reports().getFirst(), TEXTS);
        var hidden = new String(reply.parts().get(reply.usageAt()), ISO_8859_1).substring(0, 12);
        var script = new AtomicReference<Step>();
        try (var fixture = new ProviderFixture(_ -> List.of(script.get()))) {
            for (var cut = reply.endOf(reply.usageAt() - 1); cut <= reply.endOf(reply.usageAt()); cut++) {
                script.set(Framing.CHUNKED.first(reply, cut, clean));

                var truncated = new Truncated(fixture, api, call);

                truncated.assertCharged(reply, cut, clean);
                var tail = truncated.tail(reply, reply.endOf(reply.usageAt() - 1));
                assertThat(tail)
                        .as("cut at %d", cut)
                        .doesNotContain("prompt_tokens")
                        .doesNotContain(hidden);
            }
            assertNothingIsOpen(fixture);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wholeReplies")
    void aWholeReply_isNotPassedOnInPart(String name, RecordedApi api) throws IOException {
        var reply = api.whole(api.reports().getFirst());
        var length = reply.body().length;
        var script = new AtomicReference<Step>();
        try (var fixture = new ProviderFixture(_ -> List.of(script.get()))) {
            for (var cut = 1; cut < length; cut++) {
                script.set(Framing.LENGTH.first(reply, cut, true));

                var truncated = new Truncated(fixture, api, api.call());

                assertThat(truncated.caller.status()).as("cut at %d", cut).isEqualTo(502);
                assertThat(truncated.charged.source()).isEqualTo(Usage.Source.RESERVATION);
            }
            assertNothingIsOpen(fixture);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wholeReplies")
    void aHead_costsNothing(String name, RecordedApi api) throws IOException {
        var wire =
                ((Step.SendBytes) Framing.LENGTH.first(api.whole(api.reports().getFirst()), 0, false)).bytes();
        var script = new AtomicReference<Step>();
        try (var fixture = new ProviderFixture(_ -> List.of(script.get()))) {
            for (var cut = 0; cut < wire.length; cut++) {
                script.set(new Step.SendBytes(Arrays.copyOf(wire, cut)));

                var truncated = new Truncated(fixture, api, api.call());

                assertThat(truncated.caller.status()).as("cut at %d", cut).isEqualTo(502);
                assertThat(truncated.charged).isEqualTo(Usage.NO_TOKENS);
            }
            assertThat(fixture.counter().used().requestCount()).isZero();
            assertNothingIsOpen(fixture);
        }
    }

    private static void assertNothingIsOpen(ProviderFixture fixture) {
        var counter = fixture.counter();
        assertThat(counter.leases()).isEmpty();
        assertThat(counter.committed()).isEqualTo(counter.used());
        assertThat(counter.used().totalTokenCount())
                .isEqualTo(fixture.calls.stream()
                        .mapToLong(call -> ProviderFixture.charged(call).total())
                        .sum());
    }

    /** One call of which the reply was cut. */
    private static final class Truncated {
        private final Caller caller = Caller.patient();
        private final Usage charged;

        Truncated(ProviderFixture fixture, RecordedApi api, RecordedCall call) {
            fixture.call(api, call, caller);
            charged = ProviderFixture.charged(fixture.lastCall());
            assertThat(fixture.counter().leases()).isEmpty();
        }

        /** Of a frame whose mark at the end is missing a clean end makes one all the same. */
        void assertCharged(RecordedReply reply, int cut, boolean clean) {
            var reached = clean ? cut + reply.dispensable() : cut;
            if (cut < reply.endOf(0)) {
                assertThat(caller.status()).as("cut at %d", cut).isEqualTo(502);
                assertThat(charged).as("cut at %d", cut).isEqualTo(Usage.NO_TOKENS);
            } else if (reached >= reply.endOf(reply.certainAt())) {
                assertThat(charged.source()).as("cut at %d", cut).isEqualTo(Usage.Source.PROVIDER);
                assertThat(charged.total()).isEqualTo(5);
            } else if (reached < reply.endOf(reply.usageAt())) {
                assertThat(charged.source()).as("cut at %d", cut).isEqualTo(Usage.Source.RESERVATION);
            } else {
                assertThat(charged.source()).as("cut at %d", cut).isNotEqualTo(Usage.Source.ESTIMATE);
            }
        }

        /** What comes behind the provider's whole frames, figures aside; empty where nothing does. */
        String tail(RecordedReply reply, int cut) {
            var bytes = caller.bytes();
            var sent = Arrays.copyOf(reply.body(), cut);
            var same = Arrays.mismatch(bytes, sent);
            if (same < 0 || same == bytes.length) {
                return "";
            }
            var start = IntStream.range(0, reply.parts().size())
                    .map(reply::endOf)
                    .filter(end -> end <= same)
                    .max()
                    .orElse(0);
            return new String(bytes, start, bytes.length - start, ISO_8859_1).replaceAll("[0-9]+", "0");
        }

        boolean isStream() {
            return caller.status() == 200;
        }
    }
}
