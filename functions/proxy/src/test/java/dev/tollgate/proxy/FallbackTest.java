package dev.tollgate.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.core.configuration.Backend;
import dev.tollgate.core.configuration.BackendLimits;
import dev.tollgate.core.configuration.Charging;
import dev.tollgate.core.configuration.PriceTable;
import dev.tollgate.core.configuration.Subscription;
import dev.tollgate.core.counter.Owner;
import dev.tollgate.core.quota.Amounts;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.Limits;
import dev.tollgate.core.usage.Price;
import dev.tollgate.testkit.InMemoryCounters;
import dev.tollgate.testkit.ScriptedProvider;
import dev.tollgate.testkit.ScriptedProvider.Step;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A backend that stands in for another one: when it does, when it does not, and who pays. */
class FallbackTest extends GatewayFixture {
    private static final Step NEVER = new Step.Await(new CountDownLatch(1));
    private static final String CHUNK = "data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\n";
    private static final Owner FIRST = new Owner.OfBackend("openai");
    private static final Owner SECOND = new Owner.OfBackend("second");

    private final ScriptedProvider second = new ScriptedProvider(using(20, 5));

    @AfterEach
    void closeSecond() throws IOException {
        second.close();
    }

    /** Two backends, each with a limit of its own; the second may stand in. */
    private GatewayClient gatewayOfTwo(Step... first) {
        return withFallback(gateway(first), "openai", limited());
    }

    private GatewayClient withFallback(GatewayClient gateway, String dialect, UnaryOperator<Backend> change) {
        return gateway.withBackend(limited())
                .with(
                        change.apply(Backend.of("second", dialect, second.uri(), "openai")),
                        new Subscription("app", "An application", "AIGold", Set.of("openai", "second"))
                                .withFallbacks("second"));
    }

    private static UnaryOperator<Backend> limited() {
        return backend ->
                backend.with(new BackendLimits.ProviderWide(Limits.of(minute(Dimension.TOTAL_TOKEN_COUNT, 1_000))));
    }

    static Stream<Arguments> failures() {
        return Stream.concat(
                Stream.of(408, 429, 500, 502, 503, 504, 529)
                        .map(status -> Arguments.of(
                                "status " + status, new Step[] {ScriptedProvider.reply(status, "text/plain", "no")})),
                Stream.of(
                        Arguments.of("a reset", new Step[] {new Step.Reset()}),
                        Arguments.of(
                                "a reset after the head",
                                new Step[] {ScriptedProvider.eventStream(), new Step.Reset()}),
                        Arguments.of("an empty stream", new Step[] {ScriptedProvider.eventStream()}),
                        Arguments.of("a redirect", new Step[] {redirect()}),
                        Arguments.of("a page", new Step[] {ScriptedProvider.reply(200, "text/html", "<html>")})));
    }

    private static Step redirect() {
        return new Step.Send(
                "HTTP/1.1 302 -\r\nlocation: http://localhost:1/\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failures")
    void theSecondOneAnswers_andIsCharged_whenTheFirstOneFails(String name, Step[] failure) {
        var gateway = gatewayOfTwo(failure);

        var reply = gateway.send(CHAT);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(gateway.lastCall().backend()).isEqualTo("second");
        var why = name.startsWith("status ") ? name.substring(7) : "UPSTREAM_FAILED";
        assertThat(gateway.lastCall().tried()).containsExactly(new Tried("openai", why));
        assertSecondOneIsCharged(gateway);
    }

    @Test
    void theSecondOneAnswers_whenTheFirstOneCannotBeReached() {
        var gateway = gatewayOfTwo();
        var nobody = URI.create("http://localhost:1");
        gateway.with(limited().apply(Backend.of("openai", "openai", nobody, "openai")));

        assertThat(gateway.send(CHAT).status()).isEqualTo(200);

        assertSecondOneIsCharged(gateway);
    }

    @Test
    void theSecondOneAnswers_whenTheFirstOnesQuotaIsUsedUp() {
        var gateway = gatewayOfTwo(NEVER);
        gateway.withBackend(backend ->
                backend.with(new BackendLimits.ProviderWide(Limits.of(minute(Dimension.TOTAL_TOKEN_COUNT, 1)))));

        assertThat(gateway.send(CHAT).status()).isEqualTo(200);

        assertThat(gateway.provider().received()).isEmpty();
        assertThat(gateway.lastCall().tried()).containsExactly(new Tried("openai", "REFUSED"));
        assertSecondOneIsCharged(gateway);
    }

    private static void assertSecondOneIsCharged(GatewayClient gateway) {
        assertThat(gateway.proxy().calls).hasSize(1);
        assertThat(gateway.counter().used()).isEqualTo(new Amounts(1, 20, 5, 25, 0));
        assertThat(gateway.counter(SECOND, MINUTE).used()).isEqualTo(new Amounts(1, 20, 5, 25, 0));
        assertThat(gateway.counter(FIRST, MINUTE).committed()).isEqualTo(Amounts.NONE);
        assertThat(gateway.counter(FIRST, MINUTE).leases()).isEmpty();
        assertThat(gateway.counter(SECOND, MINUTE).leases()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 413, 422})
    void noneStandsIn_whereTheAnswerWouldBeTheSame(int status) {
        var gateway = gatewayOfTwo(ScriptedProvider.reply(status, "application/json", "{\"error\":{}}"));

        var reply = gateway.send(CHAT);

        assertThat(reply.status()).isIn(status, 502);
        assertSecondOneIsNotAsked(gateway);
    }

    @Test
    void noneStandsIn_onceAnythingWasPassedOn() {
        var gateway = gatewayOfTwo(ScriptedProvider.eventStream(), new Step.Send(CHUNK));

        var reply = gateway.send(chat("m", "hi", ",\"max_tokens\":10,\"stream\":true"));

        assertThat(reply.body()).startsWith(CHUNK).contains("its stream broke off");
        assertSecondOneIsNotAsked(gateway);
    }

    /** It may be at work, and bill it. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void noneStandsIn_whereItWasWeWhoGaveUp(boolean streamed) throws IOException {
        try (var silent = new ScriptedProvider(ScriptedProvider.eventStream(), NEVER)) {
            var proxy = new ProxyFixture(silent.uri(), new InMemoryCounters(), Duration.ofMillis(100));
            var gateway = withFallback(new GatewayClient(proxy, silent), "openai", limited());

            var reply = gateway.send(chat("m", "hi", ",\"max_tokens\":10,\"stream\":" + streamed));

            assertThat(reply.status()).isEqualTo(504);
            assertSecondOneIsNotAsked(gateway);
        }
    }

    @Test
    void noneStandsIn_ofAnotherDialect() {
        var gateway =
                withFallback(gateway(ScriptedProvider.reply(503, "text/plain", "no")), "openai-compatible", limited());

        assertThat(gateway.send(CHAT).status()).isEqualTo(503);

        assertSecondOneIsNotAsked(gateway);
    }

    @Test
    void noneStandsIn_thatTheSubscriptionDoesNotName() {
        var gateway = gatewayOfTwo(ScriptedProvider.reply(503, "text/plain", "no"))
                .with(new Subscription("app", "An application", "AIGold", Set.of("openai", "second")));

        assertThat(gateway.send(CHAT).status()).isEqualTo(503);

        assertSecondOneIsNotAsked(gateway);
    }

    @Test
    void noneStandsIn_whereThePlanIsUsedUp() {
        var gateway = gatewayOfTwo(NEVER).with(plan(minute(Dimension.TOTAL_TOKEN_COUNT, 1)));

        assertThat(gateway.send(CHAT).status()).isEqualTo(429);

        assertSecondOneIsNotAsked(gateway);
    }

    static Stream<Arguments> unableToStandIn() {
        UnaryOperator<Backend> withoutTheModel = backend -> backend.withModels(Set.of("another"));
        UnaryOperator<Backend> withoutCredential = backend -> Backend.of("third", "openai", backend.baseUrl(), "none");
        return Stream.of(
                Arguments.of("it has no such model", 200, withoutTheModel),
                Arguments.of("we have no credential for it", 200, withoutCredential),
                Arguments.of("it refuses our credential", 401, UnaryOperator.<Backend>identity()),
                Arguments.of("it fails too", 500, UnaryOperator.<Backend>identity()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unableToStandIn")
    void oneThatCannotStandIn_isPassedOver(String name, int status, UnaryOperator<Backend> change) throws IOException {
        try (var unable = new ScriptedProvider(ScriptedProvider.reply(status, "application/json", "{}"))) {
            var gateway = gatewayOfTwo(ScriptedProvider.reply(503, "text/plain", "no"));
            gateway.with(
                    change.apply(Backend.of("third", "openai", unable.uri(), "openai")),
                    new Subscription("app", "An application", "AIGold", Set.of("openai", "second", "third"))
                            .withFallbacks("third", "second"));

            assertThat(gateway.send(CHAT).status()).isEqualTo(200);

            assertSecondOneIsCharged(gateway);
        }
    }

    /** It may bill the call, which is charged then: whoever pays is told for what. */
    @Test
    void oneThatWeGiveUp_isAnsweredFor() throws IOException {
        try (var failing = new ScriptedProvider(ScriptedProvider.reply(503, "text/plain", "no"));
                var silent = new ScriptedProvider(ScriptedProvider.eventStream(), NEVER)) {
            var proxy = new ProxyFixture(failing.uri(), new InMemoryCounters(), Duration.ofMillis(100));
            var gateway = withFallback(new GatewayClient(proxy, failing), "openai", limited());
            gateway.with(limited().apply(Backend.of("second", "openai", silent.uri(), "openai")));

            assertThat(gateway.send(CHAT).status()).isEqualTo(504);

            assertThat(gateway.lastCall().backend()).isEqualTo("second");
            assertThat(((Ending.UpstreamFailed) gateway.lastCall().ending())
                            .usage()
                            .total())
                    .isEqualTo(gateway.counter().used().totalTokenCount())
                    .isPositive();
        }
    }

    private void assertSecondOneIsNotAsked(GatewayClient gateway) {
        assertThat(second.received()).isEmpty();
        assertThat(gateway.lastCall().backend()).isEqualTo("openai");
        assertThat(gateway.counter(SECOND, MINUTE).committed()).isEqualTo(Amounts.NONE);
        assertThat(gateway.counter(FIRST, MINUTE).leases()).isEmpty();
    }

    @Test
    void whereNobodyServes_theFirstOnesAnswerIsGiven_andNobodyPays() throws IOException {
        try (var alsoFailing =
                new ScriptedProvider(ScriptedProvider.reply(500, "application/json", "{\"second\":1}"))) {
            var gateway = gatewayOfTwo(ScriptedProvider.reply(429, "application/json", "{\"first\":1}"));
            gateway.with(limited().apply(Backend.of("second", "openai", alsoFailing.uri(), "openai")));

            var reply = gateway.send(CHAT);

            assertThat(reply.status()).isEqualTo(429);
            assertThat(reply.body()).isEqualTo("{\"first\":1}");
            assertThat(alsoFailing.received()).hasSize(1);
            for (var owner : List.of(FIRST, SECOND)) {
                assertThat(gateway.counter(owner, MINUTE).committed()).isEqualTo(Amounts.NONE);
            }
            assertThat(gateway.counter().committed()).isEqualTo(Amounts.NONE);
        }
    }

    /** Each backend has its own names and prices for models. */
    @Test
    void theSecondOne_getsItsOwnBody_andIsChargedItsOwnPrice() throws IOException {
        var costly = limited()
                .andThen(backend -> backend.withAliases(Map.of("m", "their-m"))
                        .with(Charging.PLAIN.withPrices("theirs"))
                        .with(new BackendLimits.ProviderWide(Limits.of(minute(Dimension.COST, 1_000)))));
        var gateway = withFallback(gateway(ScriptedProvider.reply(503, "text/plain", "no")), "openai", costly::apply);
        gateway.with(new PriceTable("theirs", "USD", Map.of("their-m", Price.of(1_000_000, 3_000_000))));

        gateway.send(CHAT);

        assertThat(gateway.provider().received().getFirst().body()).isEqualTo(CHAT);
        assertThat(second.received().getFirst().body()).isEqualTo(CHAT.replace("\"m\"", "\"their-m\""));
        assertThat(gateway.counter(SECOND, MINUTE).used().cost()).isEqualTo(20 + 15);
        assertThat(gateway.lastCall().model()).isEqualTo("their-m");
    }
}
