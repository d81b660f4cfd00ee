package dev.tollgate.proxy;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import dev.tollgate.testkit.ScriptedProvider;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Bodies that mean to call a model that is not on the backend's list. Each is refused, or what goes up names an allowed model
 * and no other, whichever of several names a reader takes, and in whatever case.
 */
@Timeout(60)
class WireModelTest {
    private static final String LEGAL = "\"model\":\"allowed\"";
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    /** What may stand in the place of the legal name. */
    private static final List<String> NAMES = List.of(
            "\"model\":\"forbidden\"",
            "\"model\":\"allowed\",\"model\":\"forbidden\"",
            "\"model\":\"forbidden\",\"model\":\"allowed\"",
            "\"model\":\"fast\",\"model\":\"forbidden\"",
            "\"model\":\"allowed\",\"mod\\u0065l\":\"forbidden\"",
            "\"mod\\u0065l\":\"forbidden\",\"model\":\"allowed\"",
            "\"\\u006d\\u006f\\u0064\\u0065\\u006c\":\"forbidden\"",
            "\"model\":\"\\u0066orbidden\"",
            "\"model\":\"allowed\",\"Model\":\"forbidden\"",
            "\"Model\":\"forbidden\",\"model\":\"allowed\"",
            "\"model\":\"fast\",\"MODEL\":\"forbidden\"",
            "\"MODEL\":\"forbidden\"",
            "\"model\":\"allowed\",\"\\u004dodel\":\"forbidden\"",
            "\"model\":\"allowed\",\"model \":\"forbidden\"",
            "\"model\":\"allowed\",\"model\\u0000\":\"forbidden\"",
            "\"model\":\"allowed\",\"\uff4dodel\":\"forbidden\"",
            "\"model\":[\"forbidden\"]",
            "\"model\":[\"allowed\",\"forbidden\"]",
            "\"model\":{\"id\":\"forbidden\"}",
            "\"model\":{\"model\":\"allowed\"}",
            "\"model\":12",
            "\"model\":true",
            "\"model\":null",
            "\"model\":null,\"Model\":\"forbidden\"",
            "\"model\":\"\"",
            "\"temperature\":1",
            "\"model\":\" allowed\"",
            "\"model\":\"allowed \"",
            "\"model\":\"allowed\\n\"",
            "\"model\":\"allowed\\u0000forbidden\"",
            "\"model\":\"allowed\\ud800\"",
            "\"model\":\"\\ud800\"",
            "\"model\":\"Allowed\"",
            "\"model\":\"ALLOWED\"",
            "\"model\":\"FAST\"",
            "\"model\":\"fast \"",
            "\"model\":\"allowed\u200b\"",
            "\"model\":\"\u0430llowed\"",
            "\"model\":\"allowed\u0307\"",
            "\"model\":\"allowed,forbidden\"",
            "\"model\":\"allowed:forbidden\"",
            "\"model\":\"ft:allowed:me::1\"",
            "\"model\":\"allowed/../forbidden\"",
            "\"model\":\"../forbidden\"",
            "\"model\":\"fast/forbidden\"",
            "\"model\":\"allowed\\\",\\\"model\\\":\\\"forbidden\"",
            "\"model\":\"" + "allowed".repeat(100) + "\"",
            "\"model\":\"" + "x".repeat(1 << 20) + "\"",
            "\"model\":\"allowed\",\"models\":[\"forbidden\"]",
            "\"model\":\"allowed\",\"Models\":[\"forbidden\"]",
            "\"model\":\"allowed\",\"model\\u0073\":[\"forbidden\"]",
            "\"model\":\"allowed\",\"model\u017f\":[\"forbidden\"]",
            "\"model\":\"allowed\",\"fallbacks\":[\"forbidden\"]",
            "\"model\":\"allowed\",\"fallbac\u212as\":[{\"model\":\"forbidden\"}]",
            "\"model\":\"allowed\",\"route\":\"fallback\"",
            "\"model\":\"allowed\",\"extra_body\":{\"model\":\"forbidden\"}",
            "\"extra_body\":{\"model\":\"allowed\"}",
            "\"x\":\"" + "x".repeat(100_000) + "\",\"model\":\"allowed\",\"model\":\"forbidden\"",
            "\"model\":'forbidden'",
            "'model':\"forbidden\"",
            "model:\"forbidden\"",
            "/*\"model\":\"allowed\",*/\"model\":\"forbidden\"",
            "\"model\":\"forbidden\"//\"model\":\"allowed\"\n",
            "\"model\":\"allowed\",,\"model\":\"forbidden\"",
            "\"model\":\"allowed\"\0,\"model\":\"forbidden\"",
            "\"model\":\"allo\nwed\"",
            "\"model\":\"allowed");

    /** What may be done to the whole body. */
    private static final List<Function<String, byte[]>> BODIES = List.of(
            body -> concat(BYTE_ORDER_MARK, body.getBytes(UTF_8)),
            body -> body.getBytes(UTF_16LE),
            body -> body.getBytes(UTF_16BE),
            body -> concat(new byte[] {0}, body.getBytes(UTF_8)),
            body -> (body + "{\"model\":\"forbidden\"}").getBytes(UTF_8),
            body -> (body + "\n{\"model\":\"forbidden\"}").getBytes(UTF_8),
            body -> (body + "\0{\"model\":\"forbidden\"}").getBytes(UTF_8),
            body -> (body + " x").getBytes(UTF_8),
            body -> ("[" + body + "]").getBytes(UTF_8),
            body -> ("x" + body).getBytes(UTF_8),
            body -> ("{\"model\":\"forbidden\"}" + body).getBytes(UTF_8),
            body -> body.substring(0, body.length() - 1).getBytes(UTF_8),
            body -> (body.substring(0, body.length() - 1) + ",}").getBytes(UTF_8),
            body -> ("\"" + body.replace("\"", "\\\"") + "\"").getBytes(UTF_8),
            body -> "model=forbidden&messages=hi".getBytes(UTF_8),
            // An "m" in two bytes, which a careless reader takes for the letter.
            body -> replace(body, LEGAL, LEGAL + ",\"?_odel\":\"forbidden\"", new byte[] {(byte) 0xC1, (byte) 0xAD}),
            // A lone surrogate as UTF-8 would have it.
            body -> replace(body, "allowed", "?__llowed", new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80}),
            body -> new byte[0]);

    private final ScriptedProvider provider =
            new ScriptedProvider(ScriptedProvider.reply(200, "application/json", "{}"));

    @BeforeAll
    static void thereAreEnough() {
        assertThat(NAMES.size() + BODIES.size()).isGreaterThanOrEqualTo(30);
    }

    @AfterEach
    void close() throws IOException {
        provider.close();
    }

    static Stream<Arguments> hostileBodies() {
        return WireCalls.withModelInBody().flatMap(legal -> {
            var body = legal.call().body();
            return Stream.concat(
                            NAMES.stream().map(name -> body.replace(LEGAL, name).getBytes(UTF_8)),
                            BODIES.stream().map(change -> change.apply(body)))
                    .map(bytes -> Arguments.of(legal, start(bytes), bytes));
        });
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("hostileBodies")
    void noOtherModel_reachesTheProvider(WireCalls.Case legal, String name, byte[] body) throws IOException {
        var gateway = gateway(legal);

        var reply = gateway.send(legal.call().event(legal.dialect()).body(body));

        if (provider.received().isEmpty()) {
            assertThat(reply.status()).isBetween(400, 499).isNotEqualTo(429);
        } else {
            var sent = provider.received().getFirst().body();
            assertThat(values(sent, "model")).as(name).isNotEmpty().containsOnly("\"allowed\"");
            assertThat(values(sent, "models")).isEmpty();
            assertThat(values(sent, "fallbacks")).isEmpty();
        }
    }

    static Stream<Arguments> elsewhere() {
        return WireCalls.all().map(legal -> Arguments.of(legal, legal.call().target()));
    }

    /** A model that is named elsewhere is no model: it does not go up. */
    @ParameterizedTest
    @MethodSource("elsewhere")
    void aModelInTheQueryOrInAHeader_doesNotReachTheProvider(WireCalls.Case legal, String path) throws IOException {
        gateway(legal)
                .send(legal.call()
                        .event(legal.dialect())
                        .query("model", "forbidden")
                        .header("x-model", "forbidden")
                        .header("model", "forbidden")
                        .header("x-amzn-bedrock-model", "forbidden"));

        assertThat(provider.received()).singleElement().satisfies(received -> {
            assertThat(received.line()).contains(" " + path + " ");
            assertThat(received.headers()).doesNotContainValue("forbidden");
            assertThat(received.body()).doesNotContain("forbidden");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"model\":\"allowed\"",
                "\"model\":\"fast\"",
                " \"model\" : \"fast\" ",
                "\"mod\\u0065l\":\"fast\"",
                "\"model\":\"\\u0066ast\"",
                "\"model\":\"allo\\u0077ed\"",
            })
    void anAllowedModel_andItsAlias_reachTheProvider_asTheAllowedModel(String name) throws IOException {
        var legal = WireCalls.withModelInBody().findFirst().orElseThrow();

        var reply = gateway(legal)
                .send(legal.call()
                        .event(legal.dialect())
                        .body(legal.call().body().replace(LEGAL, name)));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(values(provider.received().getFirst().body(), "model")).containsExactly("\"allowed\"");
    }

    private WireGateway gateway(WireCalls.Case legal) {
        var gateway = new WireGateway(provider.uri());
        gateway.stored.put(WireGateway.backend(legal.dialect(), provider.uri())
                .withModels(Set.of("allowed"))
                .withAliases(Map.of("fast", "allowed")));
        return gateway;
    }

    /** What every reader could take for this field of a body: of each such name, in any case, its value in JSON. */
    private static List<String> values(String body, String field) throws IOException {
        var values = new ArrayList<String>();
        try (var parser = new JsonFactory().createParser(body)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                var isMeant = parser.currentName().equalsIgnoreCase(field);
                var value = parser.nextToken();
                if (isMeant) {
                    values.add(value == JsonToken.VALUE_STRING ? "\"" + parser.getText() + "\"" : value.asString());
                }
                parser.skipChildren();
            }
        }
        return values;
    }

    private static byte[] replace(String body, String part, String with, byte[] placeholder) {
        var text = body.replace(part, with);
        var bytes = text.getBytes(UTF_8);
        System.arraycopy(placeholder, 0, bytes, text.indexOf('?'), placeholder.length);
        return bytes;
    }

    private static byte[] concat(byte[] one, byte[] other) {
        var all = new byte[one.length + other.length];
        System.arraycopy(one, 0, all, 0, one.length);
        System.arraycopy(other, 0, all, one.length, other.length);
        return all;
    }

    private static String start(byte[] body) {
        var text = new String(body, UTF_8);
        return text.substring(0, Math.min(90, text.length())).replaceAll("\\p{Cntrl}", "?");
    }
}
