package dev.tollgate.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.core.configuration.CallHandling;
import dev.tollgate.testkit.ScriptedProvider;
import dev.tollgate.upstream.Dialect;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which paths reach a provider: those of the table, each as the table has it, and nothing else. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WirePathTest {
    private static final ScriptedProvider.Step REPLY = ScriptedProvider.reply(200, "application/json", "{}");

    private static final List<String> METHODS = List.of(
            "post",
            "Post",
            "POST ",
            " POST",
            "POST\r\n",
            "POST\0",
            "GET ",
            "get",
            "HEAD",
            "PUT",
            "PATCH",
            "DELETE",
            "OPTIONS",
            "TRACE",
            "CONNECT",
            "PROPFIND",
            "PRI",
            "*");

    private ScriptedProvider provider = new ScriptedProvider(REPLY);

    @BeforeAll
    static void thereAreEnough() {
        assertThat(WireSpellings.HOSTILE).hasSizeGreaterThanOrEqualTo(80);
    }

    @AfterEach
    void renewTheProviderThatWasCalled() throws IOException {
        if (!provider.received().isEmpty()) {
            provider.close();
            provider = new ScriptedProvider(REPLY);
        }
    }

    @AfterAll
    void close() throws IOException {
        provider.close();
    }

    static Stream<Arguments> hostilePaths() {
        return WireCalls.all()
                .flatMap(legal -> WireSpellings.HOSTILE.stream()
                        .map(spelling -> spelling.apply(legal.call().path()))
                        .filter(path -> !path.equals(legal.call().path()))
                        .map(path -> Arguments.of(legal, path)));
    }

    @ParameterizedTest
    @MethodSource("hostilePaths")
    void aPathThatIsNotInTheTable_reachesNoProvider(WireCalls.Case legal, String path) throws IOException {
        var gateway = new WireGateway(provider.uri());

        var reply =
                gateway.send(legal.call().event(legal.dialect(), legal.call().method(), path));

        assertThat(reply.status()).isEqualTo(404);
        assertThat(gateway.logged()).contains("\"fault\":\"UNKNOWN_ROUTE\"");
        assertThat(provider.received()).isEmpty();
    }

    static Stream<Arguments> hostileMethods() {
        return WireCalls.all().flatMap(legal -> METHODS.stream().map(method -> Arguments.of(legal, method)));
    }

    @ParameterizedTest
    @MethodSource("hostileMethods")
    void aMethodThatIsNotInTheTable_reachesNoProvider_whateverAHeaderSays(WireCalls.Case legal, String method)
            throws IOException {
        var gateway = new WireGateway(provider.uri());

        var reply = gateway.send(legal.call()
                .event(legal.dialect(), method, legal.call().path())
                .header("x-http-method-override", legal.call().method()));

        assertThat(reply.status()).isEqualTo(404);
        assertThat(provider.received()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "OpenAI",
                "open%61i",
                "openai ",
                "openai/",
                "openai%2f..",
                "openai;x",
                "openai?",
                "other",
                "@evil.example",
                "//evil.example",
                "evil.example:443",
                "\u043epenai",
                "openai\0"
            })
    void aBackendThatIsNotOnesOwn_reachesNoProvider(String backend) throws IOException {
        var gateway = new WireGateway(provider.uri());

        var reply = gateway.send(new WireEvent(backend, "GET", "/v1/models").withKey());

        assertThat(reply.status()).isEqualTo(404);
        assertThat(gateway.logged()).contains("\"fault\":\"UNKNOWN_BACKEND\"");
        assertThat(provider.received()).isEmpty();
    }

    static Stream<WireCalls.Case> legalCalls() {
        return WireCalls.all();
    }

    @ParameterizedTest
    @MethodSource("legalCalls")
    void aPathOfTheTable_reachesTheProviderOnce_asItStands(WireCalls.Case legal) throws IOException {
        var gateway = gatewayBelow("/base", legal.dialect());

        var reply = gateway.send(legal.call().event(legal.dialect()));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(provider.received())
                .singleElement()
                .satisfies(received -> assertThat(received.line())
                        .isEqualTo("%s /base%s HTTP/1.1"
                                .formatted(legal.call().method(), legal.call().target())));
    }

    /** What is matched is what is sent: not the caller's spelling, and not its query. */
    @ParameterizedTest
    @MethodSource("legalCalls")
    void anotherSpellingOfALetter_reachesTheProvider_asTheTableHasIt(WireCalls.Case legal) throws IOException {
        var gateway = new WireGateway(provider.uri());
        var spelt = legal.call().path().replace("m", "%6d").replace("l", "%6C");

        gateway.send(legal.call()
                .event(legal.dialect(), legal.call().method(), spelt)
                .query("model", "forbidden")
                .query("path", "/v1/files")
                .query("key", "a key"));

        assertThat(provider.received())
                .singleElement()
                .satisfies(received -> assertThat(received.line())
                        .isEqualTo("%s %s HTTP/1.1"
                                .formatted(legal.call().method(), legal.call().target())));
    }

    @Test
    void everyOperation_hasACallInThisTest() {
        for (var dialect : WireGateway.DIALECTS) {
            assertThat(dialect.operations())
                    .as(dialect.id())
                    .allSatisfy(operation -> assertThat(WireCalls.of(dialect))
                            .anyMatch(call -> matches(operation.route().template(), call.path())
                                    && operation.route().method().equals(call.method())));
        }
    }

    /** A route that is counted by requests passes all its query on, except the key: no name may become another one. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "after         | b c&d=e | after=b%20c%26d%3De",
                "a&key         | 1       | a%26key=1",
                "a=b           | 1       | a%3Db=1",
                "a b           | 1       | a%20b=1",
                "#             | 1       | %23=1",
                "`x HTTP/1.1`  | 1       | x%20HTTP%2F1.1=1",
                "`\r\nhost: x` | `\r\n`  | %0D%0Ahost%3A%20x=%0D%0A",
                "ü             | ✓       | %C3%BC=%E2%9C%93",
            })
    void aQueryThatPasses_isEncoded(String name, String value, String sent) throws IOException {
        var gateway = new WireGateway(provider.uri());
        var dialect = WireGateway.DIALECTS.getFirst();
        var handling = CallHandling.DEFAULT.withRequestCounted(Set.of("GET /v1/files/{id}"));
        gateway.stored.put(WireGateway.backend(dialect, provider.uri()).with(handling));

        gateway.send(new WireEvent(dialect.id(), "GET", "/v1/files/a:b@c")
                .query(name, value)
                .query("key", WireGateway.KEY));

        assertThat(provider.received())
                .singleElement()
                .satisfies(received ->
                        assertThat(received.line()).isEqualTo("GET /v1/files/a%3Ab%40c?" + sent + " HTTP/1.1"));
    }

    private WireGateway gatewayBelow(String path, Dialect dialect) {
        var gateway = new WireGateway(provider.uri());
        gateway.stored.put(WireGateway.backend(dialect, URI.create(provider.uri() + path)));
        return gateway;
    }

    private static boolean matches(String template, String path) {
        return path.matches(template.replaceAll("\\{[a-zA-Z]+}", "[^/]+"));
    }
}
