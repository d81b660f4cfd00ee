package dev.tollgate.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.core.Redacted;
import dev.tollgate.core.configuration.Backend;
import dev.tollgate.core.configuration.Subscription;
import dev.tollgate.core.quota.Amounts;
import dev.tollgate.testkit.InMemoryCounters;
import dev.tollgate.testkit.ScriptedProvider;
import dev.tollgate.testkit.ScriptedProvider.Received;
import dev.tollgate.testkit.ScriptedProvider.Step;
import dev.tollgate.testkit.provider.Framing;
import dev.tollgate.testkit.provider.RecordedApi;
import dev.tollgate.testkit.provider.RecordedReply;
import dev.tollgate.upstream.Credential;
import dev.tollgate.upstream.Credentials;
import dev.tollgate.upstream.MissingCredentialException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A credential that the provider does not accept: it is renewed, the call sent once more if that helps, and booked once. */
@Timeout(30)
class RenewalTest {
    private static final RecordedApi CHAT = ProviderFixture.apis().findFirst().orElseThrow();
    private static final String OLD = "sk-the-old-one";
    private static final String NEW = "sk-the-new-one";

    /** What happens to be stored behind the old one. */
    private enum Stored {
        THE_NEW_ONE,
        THE_SAME
    }

    /** The old credential until it is asked for another one. */
    private record Rotated(Stored stored, AtomicInteger renewals) implements Credentials {
        Rotated(Stored stored) {
            this(stored, new AtomicInteger());
        }

        @Override
        public Optional<Credential> find(String name) {
            return Optional.of(secret(OLD));
        }

        @Override
        public Optional<Credential> renewed(String name, Credential refused) {
            assertThat(refused).isEqualTo(secret(OLD));
            renewals.incrementAndGet();
            return stored == Stored.THE_NEW_ONE ? Optional.of(secret(NEW)) : Optional.empty();
        }
    }

    private final Caller caller = Caller.patient();

    private static Credential secret(String text) {
        return new Credential.Secret(new Redacted(text));
    }

    private static boolean has(Received received, String credential) {
        return received.headers().values().stream().anyMatch(value -> value.contains(credential));
    }

    /** Accepts the new credential alone. */
    private static List<Step> answer(Received received, RecordedReply good) {
        return List.of(
                Framing.LENGTH.whole(has(received, NEW) ? good : CHAT.error().with(401)));
    }

    private static ProviderFixture fixture(RecordedReply good, Credentials credentials) {
        return new ProviderFixture(
                received -> answer(received, good), new InMemoryCounters(), Duration.ofSeconds(20), credentials);
    }

    static Stream<RecordedApi> apis() {
        return ProviderFixture.apis();
    }

    static Stream<RecordedApi> streamingApis() {
        return ProviderFixture.streamingApis();
    }

    @ParameterizedTest
    @MethodSource("apis")
    void aCallIsSentAgain_withTheNewCredential(RecordedApi api) throws IOException {
        try (var fixture = fixture(api.whole(api.reports().getFirst()), new Rotated(Stored.THE_NEW_ONE))) {
            fixture.call(api, api.call(), caller);

            assertThat(caller.status()).isEqualTo(200);
            assertBookedOnce(fixture);
        }
    }

    @ParameterizedTest
    @MethodSource("streamingApis")
    void aStreamedCallToo(RecordedApi api) throws IOException {
        try (var fixture = fixture(api.streamed(api.reports().getFirst(), 3), new Rotated(Stored.THE_NEW_ONE))) {
            fixture.call(api, api.streamedCall().orElseThrow(), caller);

            assertThat(caller.status()).isEqualTo(200);
            assertBookedOnce(fixture);
        }
    }

    private static void assertBookedOnce(ProviderFixture fixture) {
        var received = fixture.provider.received();
        assertThat(received).hasSize(2);
        assertThat(has(received.getFirst(), OLD)).isTrue();
        assertThat(received.getLast().toString()).contains(NEW).doesNotContain(OLD);
        assertThat(received.getLast().body()).isEqualTo(received.getFirst().body());
        assertThat(fixture.counter().used().requestCount()).isEqualTo(1);
        assertThat(fixture.counter().committed()).isEqualTo(fixture.counter().used());
        assertThat(fixture.counter().leases()).isEmpty();
        assertThat(fixture.calls).hasSize(1);
    }

    @Test
    void theSameCredential_isNotSentAgain() throws IOException {
        var credentials = new Rotated(Stored.THE_SAME);
        try (var fixture = fixture(CHAT.whole(CHAT.reports().getFirst()), credentials)) {
            fixture.call(CHAT, CHAT.call(), caller);

            assertRefused(fixture, 1);
            assertThat(credentials.renewals()).hasValue(1);
        }
    }

    @Test
    void aSecondRefusal_isFinal() throws IOException {
        var credentials = new Rotated(Stored.THE_NEW_ONE);
        try (var fixture = fixture(CHAT.error().with(401), credentials)) {
            fixture.call(CHAT, CHAT.call(), caller);

            assertRefused(fixture, 2);
            assertThat(credentials.renewals()).hasValue(1);
        }
    }

    private void assertRefused(ProviderFixture fixture, int tries) {
        assertThat(caller.status()).isEqualTo(502);
        assertThat(caller.text())
                .contains("does not accept this gateway's credential")
                .doesNotContain(OLD, NEW);
        assertThat(fixture.provider.received()).hasSize(tries);
        assertThat(fixture.counter().committed()).isEqualTo(Amounts.NONE);
        assertThat(fixture.counter().leases()).isEmpty();
    }

    /** What the last provider says is cleaned of the credential that it was sent. */
    @Test
    void theNewCredential_isNotQuotedToTheCaller() throws IOException {
        var quoting = ScriptedProvider.reply(400, "application/json", "{\"error\":\"not with " + NEW + "\"}");
        try (var fixture = new ProviderFixture(
                received -> has(received, NEW) ? List.of(quoting) : answer(received, CHAT.error()),
                new InMemoryCounters(),
                Duration.ofSeconds(20),
                new Rotated(Stored.THE_NEW_ONE))) {
            fixture.call(CHAT, CHAT.call(), caller);

            assertThat(caller.status()).isEqualTo(400);
            assertThat(caller.text()).contains("not with").doesNotContain(NEW);
        }
    }

    @Test
    void itIsNotRenewed_whereTheTimeLeftIsTooShort() throws IOException {
        var credentials = new Rotated(Stored.THE_NEW_ONE);
        try (var fixture = fixture(CHAT.whole(CHAT.reports().getFirst()), credentials)) {
            fixture.call("r", CHAT, CHAT.call(), caller, fixture.clock.instant().plus(Duration.ofSeconds(5)));

            assertRefused(fixture, 1);
            assertThat(credentials.renewals()).hasValue(0);
        }
    }

    @Test
    void aStandIn_isRenewedToo() throws IOException {
        var good = CHAT.whole(CHAT.reports().getFirst());
        var first = new AtomicInteger();
        try (var fixture = new ProviderFixture(
                received -> first.getAndIncrement() == 0
                        ? List.of(Framing.LENGTH.whole(CHAT.error().with(503)))
                        : answer(received, good),
                new InMemoryCounters(),
                Duration.ofSeconds(20),
                new Rotated(Stored.THE_NEW_ONE))) {
            fixture.configuration.put(Backend.of("second", CHAT.dialect(), fixture.provider.uri(), "key"));
            fixture.configuration.put(
                    new Subscription("app", "An application", "plan", Set.of(CHAT.dialect(), "second"))
                            .withFallbacks("second"));

            fixture.call(CHAT, CHAT.call(), caller);

            assertThat(caller.status()).isEqualTo(200);
            assertThat(fixture.provider.received()).hasSize(3);
            assertThat(fixture.counter().used().requestCount()).isEqualTo(1);
            assertThat(fixture.lastCall().backend()).isEqualTo("second");
        }
    }

    @ParameterizedTest
    @EnumSource(Missing.class)
    void aMissingCredential_isA503_beforeAnythingIsReserved(Missing missing) throws IOException {
        try (var fixture = fixture(CHAT.whole(CHAT.reports().getFirst()), missing)) {
            fixture.call(CHAT, CHAT.call(), caller);

            assertThat(caller.status()).isEqualTo(503);
            assertThat(caller.text()).contains("no credential for the backend").doesNotContain("the-secrets-name");
            assertThat(((Ending.Rejected) fixture.lastCall().ending()).cause()).contains(missing.cause);
            assertThat(fixture.counter().committed()).isEqualTo(Amounts.NONE);
            assertThat(fixture.provider.received()).isEmpty();
        }
    }

    /** The ways in which credentials are not there. */
    enum Missing implements Credentials {
        UNKNOWN("there is no credential 'key'") {
            @Override
            public Optional<Credential> find(String name) {
                return Optional.empty();
            }
        },
        UNREADABLE("the-secrets-name cannot be read") {
            @Override
            public Optional<Credential> find(String name) {
                throw new MissingCredentialException("the-secrets-name cannot be read");
            }
        };

        private final String cause;

        Missing(String cause) {
            this.cause = cause;
        }
    }
}
