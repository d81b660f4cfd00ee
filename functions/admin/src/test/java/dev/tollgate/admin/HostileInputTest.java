package dev.tollgate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.admin.access.Role;
import dev.tollgate.testkit.model.Seeds;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is sent: an answer that makes sense, never a defect. */
class HostileInputTest {
    private static final int REQUESTS = 1_000;
    private static final int DOCUMENTS = 5_000;

    /** Each on a stage of its own, until something is written. */
    private static final int ROUNDS = 50;

    private static final List<String> METHODS =
            List.of("GET", "GET", "GET", "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "get", "TRACE", "\u0000");
    private static final List<String> PARTS = List.of(
            "policies",
            "backends",
            "subscriptions",
            "prices",
            "audit",
            "credentials",
            "rotate",
            "keys",
            "openapi.yaml",
            "sample",
            "usage",
            "history",
            "top",
            "explain",
            "",
            ".",
            "..",
            "%2e%2e",
            "%00",
            "\u0000",
            "ApiKey#sample",
            "{id}",
            "\ud800",
            "𝒳",
            "a".repeat(61),
            "a".repeat(5_000),
            "';--",
            "${jndi:ldap://x}",
            "..%2f..",
            "\\",
            "\r\nx: y",
            "null");
    private static final List<String> NAMES = List.of(
            "limit",
            "after",
            "limit",
            "after",
            "window",
            "by",
            "from",
            "until",
            "shards",
            "format",
            "dimension",
            "subscriber",
            "subscription",
            "backend",
            "model",
            "route",
            "promptTokens",
            "LIMIT",
            "",
            "limit[]",
            "__proto__",
            "a/b~c",
            "filter",
            "\u0000");
    private static final List<String> VALUES = List.of(
            "1",
            "100",
            "50",
            "sample",
            "",
            "0",
            "-0",
            "1e3",
            "null",
            "\ud800",
            "\u0000",
            "9".repeat(400),
            "a".repeat(9_000),
            "*",
            "\"1\"",
            "W/\"1\"",
            "\"".repeat(999),
            "٣",
            "a b",
            "\uffff",
            "Bearer x",
            "{}",
            "..");
    private static final List<String> HEADERS = List.of(
            "If-None-Match",
            "If-Match",
            "Idempotency-Key",
            "X-Reason",
            "if-none-match",
            "Authorization",
            "Accept",
            "Content-Type",
            "Host",
            "X-Forwarded-For",
            "",
            "Range",
            "Accept-Encoding");
    private static final List<String> BODIES =
            List.of("", "{\"value\":\"a\"}", "{", "{\"id\":1}", "\u0000", "[".repeat(5_000), "\ud800");

    private final AdminFixture admin = new AdminFixture();

    static LongStream seeds() {
        return Seeds.upTo(10);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whateverIsSent_isAnswered(long seed) {
        Samples.all().forEach(admin.configuration::put);
        Samples.named().forEach(admin.configuration::put);
        var random = new Random(seed);
        var statuses = new HashSet<Integer>();

        for (var count = 0; count < REQUESTS; count++) {
            var ask = ask(random);

            var answer = admin.ask(ask);

            assertThat(answer.status()).as("seed %d: %s", seed, ask).isBetween(200, 499);
            assertThat(answer.body()).doesNotContain(Samples.HASH);
            statuses.add(answer.status());
        }
        assertThat(admin.faults).isEmpty();
        assertThat(statuses).contains(200, 400, 401, 403, 404, 405);
    }

    /** Documents of every sort to every route that takes one: nothing is written by what is refused, and all of it by the rest. */
    @ParameterizedTest
    @MethodSource("routesWithDocuments")
    void whateverIsWritten_isWrittenWhole_orNotAtAll(String route) {
        var random = new Random(route.hashCode());
        for (var round = 0; round < ROUNDS; round++) {
            var fresh = new AdminFixture();
            Writes.prepare(fresh);
            var good = Writes.of(fresh, route);
            for (var count = 0; count < DOCUMENTS / ROUNDS; count++) {
                var ask = good.withBody(RandomDocument.of(random, good.body()));
                var entries = fresh.entries().size();

                var answer = fresh.ask(random.nextBoolean() ? ask : ask.with("If-Match", "*"));

                assertThat(answer.status()).as("%s", ask).isBetween(200, 499);
                assertThat(fresh.entries()).as("%s", ask).hasSize(entries + (answer.status() < 300 ? 1 : 0));
                if (answer.status() < 300) {
                    break;
                }
            }
            assertThat(fresh.faults).isEmpty();
        }
    }

    static Stream<String> routesWithDocuments() {
        return EveryWriteTest.routes().filter(route -> !route.startsWith("DELETE "));
    }

    private static Ask ask(Random random) {
        var path = new StringBuilder();
        for (var parts = 1 + random.nextInt(3); parts > 0; parts--) {
            path.append('/').append(any(random, PARTS));
        }
        var ask = Ask.of(any(random, METHODS), path.toString()).withBody(any(random, BODIES));
        if (random.nextInt(10) > 0) {
            ask = ask.as(any(random, List.of(Role.values())));
        } else if (random.nextBoolean()) {
            ask = random.nextBoolean() ? ask.as(any(random, VALUES)) : ask.inGroups(any(random, VALUES));
        }
        for (var parameters = random.nextInt(3); parameters > 0; parameters--) {
            ask = random.nextInt(4) > 0
                    ? ask.where(any(random, NAMES), any(random, VALUES))
                    : ask.where(any(random, NAMES), any(random, VALUES), any(random, VALUES));
        }
        for (var headers = random.nextInt(3); headers > 0; headers--) {
            ask = ask.with(any(random, HEADERS), any(random, VALUES));
        }
        return ask;
    }

    private static <T> T any(Random random, List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
