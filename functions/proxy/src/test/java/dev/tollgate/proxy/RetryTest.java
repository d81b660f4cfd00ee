package dev.tollgate.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.core.quota.Amounts;
import dev.tollgate.testkit.InMemoryCounters;
import dev.tollgate.testkit.ScriptedProvider.Step;
import dev.tollgate.testkit.provider.Framing;
import dev.tollgate.testkit.provider.RecordedApi;
import dev.tollgate.testkit.provider.RecordedReply;
import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that are sent again: when they are, how long after, and that each is one request however often it was sent. */
@Timeout(30)
class RetryTest {
    private static final RecordedApi CHAT = ProviderFixture.apis().findFirst().orElseThrow();
    private static final RecordedReply GOOD = CHAT.whole(CHAT.reports().getFirst());
    private static final List<Step> SERVED = List.of(Framing.LENGTH.whole(GOOD));
    private static final List<Step> FAILED = List.of(Framing.LENGTH.whole(CHAT.error()));
    private static final List<Step> RESET = List.of(new Step.Reset());

    private final Caller caller = Caller.patient();

    private static ProviderFixture fixture(int retries, List<List<Step>> scripts) {
        return fixture(retries, Duration.ofSeconds(20), scripts);
    }

    /** A provider that answers by one script after the other. */
    private static ProviderFixture fixture(int retries, Duration idle, List<List<Step>> scripts) {
        var next = scripts.iterator();
        var fixture = new ProviderFixture(_ -> next(next), new InMemoryCounters(), idle);
        fixture.configure(
                CHAT.dialect(), backend -> backend.with(backend.handling().withRetries(retries)));
        return fixture;
    }

    private static synchronized List<Step> next(Iterator<List<Step>> scripts) {
        return scripts.next();
    }

    static Stream<Arguments> failures() {
        return Stream.concat(
                Stream.of(408, 429, 500, 502, 503, 504, 529)
                        .map(status -> Arguments.of(
                                "status " + status,
                                List.of(Framing.LENGTH.whole(CHAT.error().with(status))))),
                Stream.of(Arguments.of("a reset", RESET)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failures")
    void aFailure_isTriedAgain_andIsOneRequest(String name, List<Step> failure) throws IOException {
        try (var fixture = fixture(2, List.of(failure, failure, SERVED))) {
            fixture.call(CHAT, CHAT.call(), caller);

            assertThat(caller.status()).isEqualTo(200);
            assertThat(fixture.provider.received()).hasSize(3);
            assertThat(fixture.counter().used()).isEqualTo(new Amounts(1, 3, 2, 5, 0));
            assertThat(fixture.counter().leases()).isEmpty();
            assertThat(fixture.calls).hasSize(1);
        }
    }

    @Test
    void nothingIsTriedAgain_whereNobodyAskedForIt() throws IOException {
        try (var fixture = new ProviderFixture(_ -> FAILED)) {
            fixture.call(CHAT, CHAT.call(), caller);

            assertFailed(fixture, 1);
        }
    }

    @Test
    void theLastAnswerIsGiven_whereNoneIsGood_andCostsNothing() throws IOException {
        try (var fixture = fixture(1, List.of(FAILED, FAILED))) {
            fixture.call(CHAT, CHAT.call(), caller);

            assertFailed(fixture, 2);
        }
    }

    private void assertFailed(ProviderFixture fixture, int tries) {
        assertThat(caller.status()).isEqualTo(CHAT.error().status());
        assertThat(fixture.provider.received()).hasSize(tries);
        assertThat(fixture.counter().committed()).isEqualTo(Amounts.NONE);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 422, 302})
    void whatWouldFailAgain_isNotTriedAgain(int status) throws IOException {
        try (var fixture =
                fixture(3, List.of(List.of(Framing.LENGTH.whole(CHAT.error().with(status)))))) {
            fixture.call(CHAT, CHAT.call(), caller);

            assertThat(fixture.provider.received()).hasSize(1);
        }
    }

    @Test
    void aStreamThatHasBegun_isNotTriedAgain() throws IOException {
        var stream = CHAT.streamed(CHAT.reports().getFirst(), 3);
        try (var fixture = fixture(3, List.of(List.of(Framing.CHUNKED.first(stream, stream.endOf(0), false))))) {
            fixture.call(CHAT, CHAT.streamedCall().orElseThrow(), caller);

            assertThat(caller.text()).contains("The provider failed");
            assertThat(fixture.provider.received()).hasSize(1);
        }
    }

    /** It may be at work, and bill it. */
    @Test
    void whatWeGaveUp_isNotTriedAgain() throws IOException {
        var silent = List.of(Framing.CHUNKED.head(GOOD), new Step.Await(new CountDownLatch(1)));
        try (var fixture = fixture(3, Duration.ofMillis(100), List.of(silent))) {
            fixture.call(CHAT, CHAT.call(), caller);

            assertThat(caller.status()).isEqualTo(504);
            assertThat(fixture.provider.received()).hasSize(1);
        }
    }

    /** A caller would not wait longer, and has retries of its own. */
    @ParameterizedTest
    @CsvSource({"0, 2", "1, 2", "3, 1", "86400, 1", "'Fri, 20 Nov 2026 10:00:30 GMT', 1", "soon, 1"})
    void theProvidersWaitIsKept_upToTwoSeconds(String wait, int tries) throws IOException {
        var failed = List.of(Framing.LENGTH.whole(CHAT.error().with("retry-after", wait)));
        try (var fixture = fixture(1, List.of(failed, SERVED))) {
            var started = System.nanoTime();

            fixture.call(CHAT, CHAT.call(), caller);

            assertThat(fixture.provider.received()).hasSize(tries);
            if (tries > 1) {
                assertThat(Duration.ofNanos(System.nanoTime() - started))
                        .isGreaterThanOrEqualTo(Duration.ofSeconds(Long.parseLong(wait)));
            } else {
                assertThat(caller.headers()).containsEntry("retry-after", wait);
            }
        }
    }

    /** It would be cut off by the function's end before the provider has said a word, and charged for it. */
    @Test
    void aWaitBeyondTheFunctionsTime_isNotKept() throws IOException {
        var failed = List.of(Framing.LENGTH.whole(CHAT.error().with("retry-after", "2")));
        try (var fixture = fixture(3, List.of(failed, SERVED))) {
            var deadline = fixture.clock.instant().plus(Duration.ofMillis(3_900));

            fixture.call("r", CHAT, CHAT.call(), caller, deadline);

            assertFailed(fixture, 1);
        }
    }
}
