package dev.tollgate.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.core.Redacted;
import dev.tollgate.testkit.ScriptedProvider;
import dev.tollgate.testkit.model.Seeds;
import dev.tollgate.upstream.Credential;
import dev.tollgate.upstream.Dialect;
import dev.tollgate.upstream.http.UpstreamRequest;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Which headers go up and which come back, for random ones. A failure prints its seed; {@code -Dtollgate.seed=} repeats it
 * alone.
 */
@Timeout(120)
class WireHeadersTest {
    /** Of every dialect: the code is the same for all, the lists are not. */
    private static final int SETS = 1 + 10_000 / WireGateway.DIALECTS.size();

    private static final int SETS_OVER_A_SOCKET = 100;

    /** What every request has, and what the HTTP client adds on the wire. */
    private static final Set<String> OURS = Set.of("accept-encoding", "content-type");

    private static final Set<String> OF_THE_CLIENT = Set.of("host", "user-agent", "content-length");

    private static final List<String> PLACES = List.of("x-api-key", "api-key", "x-goog-api-key");

    static List<Dialect> dialects() {
        return WireGateway.DIALECTS;
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void ofRandomHeaders_onlyListedOnesGoUp_unchanged(Dialect dialect) {
        var gateway = new WireGateway(URI.create("http://localhost:1"));

        Seeds.upTo(SETS).forEach(seed -> {
            var random = new Random(seed);
            var headers = WireRandomHeaders.draw(random, dialect.requestHeaders());
            var legal = WireCalls.withBody(dialect);

            var request = sent(gateway, event(legal, dialect, headers, random));

            assertThat(request.uri()).as(replay(seed)).isEqualTo(URI.create("http://localhost:1" + legal.target()));
            assertGoneUp(seed, dialect, headers, request.headers());
        });
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void ofRandomHeaders_onlyListedOnesReachTheProvider(Dialect dialect) throws IOException {
        try (var provider = new ScriptedProvider(ScriptedProvider.reply(200, "application/json", "{}"))) {
            var gateway = new WireGateway(provider.uri());
            for (var seed : Seeds.upTo(SETS_OVER_A_SOCKET).toArray()) {
                var random = new Random(seed);
                var headers = WireRandomHeaders.draw(random, dialect.requestHeaders());

                gateway.send(event(WireCalls.withBody(dialect), dialect, headers, random));

                var received = new TreeMap<>(provider.received().getLast().headers());
                received.keySet().removeIf(name -> OF_THE_CLIENT.contains(name.toLowerCase(Locale.ROOT)));
                assertGoneUp(seed, dialect, headers, received);
            }
            assertThat(provider.received())
                    .hasSize((int) Seeds.upTo(SETS_OVER_A_SOCKET).count());
        }
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void ofRandomHeaders_onlyListedOnesComeBack(Dialect dialect) throws IOException {
        var gateway = new WireGateway(URI.create("http://localhost:1"));
        for (var seed : Seeds.upTo(SETS_OVER_A_SOCKET).toArray()) {
            var random = new Random(seed);
            var headers = WireRandomHeaders.draw(random, dialect.responseHeaders());
            headers.values().values().removeIf(value -> value.chars().anyMatch(Character::isISOControl));
            headers.values().keySet().removeIf("expect"::equalsIgnoreCase);
            var status = random.nextBoolean() ? 200 : 400;
            try (var provider = new ScriptedProvider(reply(status, headers))) {
                gateway.stored.put(WireGateway.backend(dialect, provider.uri()));

                var back = gateway.send(WireCalls.withBody(dialect).event(dialect));

                assertThat(back.status()).as(replay(seed)).isEqualTo(status);
                assertComeBack(seed, dialect, headers, back.headers());
            }
        }
    }

    @Test
    void aSetCookie_andTheProvidersOwnLimits_doNotComeBack() throws IOException {
        var head = String.join(
                "\r\n",
                "HTTP/1.1 200 -",
                "content-type: application/json",
                "set-cookie: a=b",
                "openai-organization: org-1",
                "x-ratelimit-remaining-requests: 77777",
                "server: cloudflare",
                "via: 1.1 google",
                "retry-after: 7",
                "connection: close",
                "connection: Retry-After",
                "",
                "{}");
        try (var provider = new ScriptedProvider(new ScriptedProvider.Step.Send(head))) {
            var dialect = WireGateway.DIALECTS.getFirst();

            var reply = new WireGateway(provider.uri())
                    .send(WireCalls.withBody(dialect).event(dialect));

            assertThat(reply.headers())
                    .containsEntry("content-type", "application/json")
                    .doesNotContainKeys(
                            "set-cookie", "openai-organization", "server", "via", "connection", "retry-after")
                    .doesNotContainValue("77777");
        }
    }

    private static void assertGoneUp(long seed, Dialect dialect, WireRandomHeaders headers, Map<String, String> gone) {
        var listed = passing(headers, dialect.requestHeaders());
        var credential = authorized(dialect, Map.of());
        var mayGo = new TreeSet<>(listed.keySet());
        mayGo.addAll(OURS);
        mayGo.addAll(credential.keySet());

        assertThat(gone.keySet()).as(replay(seed)).isSubsetOf(mayGo);
        assertThat(gone).as(replay(seed)).containsAllEntriesOf(listed);
        assertThat(gone.values()).as(replay(seed)).noneMatch(value -> value.contains(WireGateway.KEY));
        assertThat(gone.entrySet().stream().filter(header -> header.getValue().contains(WireGateway.CREDENTIAL)))
                .as(replay(seed))
                .hasSize(1);
    }

    private static void assertComeBack(
            long seed, Dialect dialect, WireRandomHeaders headers, Map<String, String> back) {
        var listed = passing(headers, dialect.responseHeaders());

        assertThat(back).as(replay(seed)).containsAllEntriesOf(listed).containsEntry("x-request-id", "r-1");
        headers.values().forEach((name, value) -> {
            if (!value.isEmpty() && !listed.containsKey(name.toLowerCase(Locale.ROOT))) {
                assertThat(back).as(replay(seed) + ", " + name).doesNotContainValue(value);
            }
        });
    }

    /** Those that are listed, can stand in a header, and are not named by a {@code Connection}. */
    private static Map<String, String> passing(WireRandomHeaders headers, Set<String> listed) {
        var passing = new TreeMap<String, String>();
        headers.values().forEach((name, value) -> {
            var lower = name.toLowerCase(Locale.ROOT);
            if (listed.contains(lower)
                    && WireRandomHeaders.isPlain(value)
                    && !headers.named().contains(lower)) {
                passing.put(lower, value);
            }
        });
        return passing;
    }

    private static Map<String, String> authorized(Dialect dialect, Map<String, String> headers) {
        var bare = new UpstreamRequest(
                "POST", URI.create("http://localhost:1/x"), headers, new byte[0], Duration.ofMinutes(1));
        return dialect.authorized(bare, new Credential.Secret(new Redacted(WireGateway.CREDENTIAL)))
                .headers();
    }

    /** A call with these headers and a key, in one of the places where a key may be, or in several. */
    private static WireEvent event(WireCalls.Legal legal, Dialect dialect, WireRandomHeaders headers, Random random) {
        var event = new WireEvent(dialect.id(), legal.method(), legal.path()).body(legal.body());
        legal.query().forEach(event::query);
        headers.values().forEach(event::header);
        headers.connections().forEach(value -> event.header("Connection", value));
        switch (random.nextInt(3)) {
            case 0 -> event.withKey();
            case 1 -> PLACES.forEach(name -> event.header(name, WireGateway.KEY));
            default -> {
                event.header("Authorization", "bearer  " + WireGateway.KEY);
                event.header(PLACES.get(random.nextInt(PLACES.size())), "another key");
            }
        }
        return event.query("key", WireGateway.KEY);
    }

    private static UpstreamRequest sent(WireGateway gateway, WireEvent event) {
        try {
            return gateway.upstreamRequest(event).orElseThrow();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ScriptedProvider.Step reply(int status, WireRandomHeaders headers) {
        var head = new StringBuilder("HTTP/1.1 %d -\r\ncontent-length: 2\r\nconnection: close\r\n".formatted(status));
        headers.values()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        headers.connections()
                .forEach(value -> head.append("connection: ").append(value).append("\r\n"));
        return new ScriptedProvider.Step.Send(head + "\r\n{}");
    }

    private static String replay(long seed) {
        return "-D%s=%d".formatted(Seeds.PROPERTY, seed);
    }
}
