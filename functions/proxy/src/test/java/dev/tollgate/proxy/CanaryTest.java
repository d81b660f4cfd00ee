package dev.tollgate.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tollgate.core.configuration.ApiKey;
import dev.tollgate.core.configuration.ErrorFormat;
import dev.tollgate.testkit.ScriptedProvider;
import dev.tollgate.testkit.ScriptedProvider.Step;
import dev.tollgate.upstream.Dialect;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A text that stands in the key, the prompt, the headers and the completion is in no line of a log and in no error, however
 * the call ends. Two things are no such text: the caller's path and the model that it names; and what a provider's own error
 * says of the prompt, to the one who wrote it.
 */
@Timeout(60)
class CanaryTest {
    private static final Duration SHORT = Duration.ofMillis(150);
    private static final Step NEVER = new Step.Await(new CountDownLatch(1));

    private final CanaryOutput output = new CanaryOutput();

    @AfterEach
    void close() {
        output.close();
    }

    static Stream<Arguments> endings() {
        return CanaryScenarios.all()
                .flatMap(scenario -> WireGateway.DIALECTS.stream()
                        .filter(scenario::isOf)
                        .flatMap(dialect -> formats(dialect).map(format -> Arguments.of(scenario, dialect, format))));
    }

    /** The dialect's own form, and once those that are the same for all. */
    private static Stream<ErrorFormat> formats(Dialect dialect) {
        return dialect.equals(WireGateway.DIALECTS.getFirst())
                ? Stream.of(ErrorFormat.values())
                : Stream.of(ErrorFormat.DIALECT);
    }

    @Test
    void thereAreEnoughEndings() {
        assertThat(CanaryScenarios.all()).hasSizeGreaterThan(100);
        assertThat(endings()).hasSizeGreaterThan(200);
    }

    @ParameterizedTest(name = "{0}, {2}")
    @MethodSource("endings")
    void whateverHappens_nothingIsQuoted(Canary scenario, Dialect dialect, ErrorFormat format) throws Exception {
        var log = new StringBuilder();

        var reply = scenario.replyOf(dialect, format, log, output);

        assertThat(reply).startsWith("{\"statusCode\":").doesNotContain(Canary.TEXT);
        assertThat(log).isNotEmpty().doesNotContain(Canary.TEXT).doesNotContain("\"delivery\":\"COMPLETE\"");
        assertThat(output.text())
                .contains("\"message\":\"call\"", "\"CloudWatchMetrics\"")
                .doesNotContain(Canary.TEXT);
    }

    /** A stream of which something was delivered: what was not complete is dropped, and the error quotes none of it. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aStreamThatBreaks_quotesNothing(boolean reset) throws Exception {
        var seen = new CountDownLatch(1);
        var end = reset ? new Step.Reset() : NEVER;
        try (var provider = new ScriptedProvider(
                ScriptedProvider.eventStream(),
                new Step.Send("data: {\"choices\":[]}\n\ndata: {\"choices\":[{\"delta\":{\"content\":\"" + Canary.TEXT),
                new Step.Await(seen),
                end)) {
            var gateway = new WireGateway(provider.uri());
            gateway.upstream = WireGateway.client(Duration.ofSeconds(3));
            var reply = new ByteArrayOutputStream() {
                @Override
                public void flush() {
                    if (toString(UTF_8).contains("choices")) {
                        seen.countDown();
                    }
                }
            };

            gateway.send(chat(gateway).toJson(), reply);

            assertThat(reply.toString(UTF_8)).contains("data: {\"error\"").doesNotContain(Canary.TEXT);
            assertThat(gateway.logged()).contains("CUT_SHORT").doesNotContain(Canary.TEXT);
            assertThat(output.text()).doesNotContain(Canary.TEXT);
        }
    }

    static List<Step> stalls() {
        return List.of(
                NEVER,
                new Step.Send("HTTP/1.1 200 -\r\ncontent-length: 99\r\n\r\n{\"a\":\"" + Canary.TEXT),
                new Step.Send("HTTP/1.1 500 -\r\ncontent-length: 99\r\n\r\n{\"a\":\"" + Canary.TEXT),
                new Step.Send("HTTP/1.1 200 -\r\ncontent-type: text/event-stream\r\n\r\ndata: " + Canary.TEXT));
    }

    @ParameterizedTest
    @MethodSource("stalls")
    void aProviderThatStalls_isNotQuoted(Step first) throws Exception {
        try (var provider = new ScriptedProvider(first, NEVER)) {
            var gateway = new WireGateway(provider.uri());
            gateway.upstream = WireGateway.client(SHORT);

            var reply = gateway.send(chat(gateway));

            assertThat(reply.status()).isGreaterThanOrEqualTo(500);
            assertThat(reply.body()).doesNotContain(Canary.TEXT);
            assertThat(gateway.logged() + output.text()).doesNotContain(Canary.TEXT);
        }
    }

    /** It is the provider's word to its caller. The log has none of it, and the caller nothing of the credential. */
    @Test
    void aProvidersErrorThatQuotesThePrompt_isPassedOn_withoutTheCredential() throws Exception {
        var quoting =
                "{\"error\":{\"message\":\"bad content: %s; key %s\"}}".formatted(Canary.TEXT, WireGateway.CREDENTIAL);
        try (var provider = new ScriptedProvider(ScriptedProvider.reply(400, "application/json", quoting))) {
            var gateway = new WireGateway(provider.uri());

            var reply = gateway.send(chat(gateway));

            assertThat(reply.body())
                    .isEqualTo("{\"error\":{\"message\":\"bad content: %s; key [redacted]\"}}".formatted(Canary.TEXT));
            assertThat(gateway.logged() + output.text())
                    .doesNotContain(Canary.TEXT)
                    .doesNotContain(WireGateway.CREDENTIAL);
        }
    }

    /** What the handler throws is logged by the function's runtime. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s",
                "{\"a\":%s}",
                "{\"%s\":1}",
                "{\"httpMethod\":\"%s\",\"isBase64Encoded\":true,\"body\":\"%<s!\"}",
                "[\"%s\"]"
            })
    void anEventThatIsNone_isNotQuoted(String event) throws IOException {
        var gateway = new WireGateway(URI.create("http://localhost:1"));
        var bytes = event.formatted(Canary.TEXT).getBytes(UTF_8);

        var thrown = catchThrowable(() -> gateway.send(bytes, new ByteArrayOutputStream()));

        assertThat(thrown).isInstanceOf(IOException.class);
        output.log(thrown);
        assertThat(output.text()).doesNotContain(Canary.TEXT);
    }

    private static WireEvent chat(WireGateway gateway) {
        gateway.stored.put(new ApiKey("canary000key", "app", ProxyFixture.hash(Canary.KEY)));
        gateway.furtherLog = CanaryOutput.deployedLog();
        var dialect = WireGateway.DIALECTS.getFirst();
        var legal = WireCalls.of(dialect).getFirst();
        return new WireEvent(dialect.id(), legal.method(), legal.path())
                .header("authorization", "Bearer " + Canary.KEY)
                .body(legal.body().replace("hi", Canary.TEXT));
    }
}
