package dev.tollgate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.core.configuration.ApiKey;
import dev.tollgate.core.configuration.Subscription;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PagingTest {
    private static final List<String> IDS =
            IntStream.range(0, 250).mapToObj("app-%03d"::formatted).toList();

    private final AdminFixture admin = new AdminFixture();

    @BeforeEach
    void put() {
        IDS.forEach(id -> admin.configuration.put(new Subscription(id, "Application " + id, "AIGold", Set.of("demo"))));
    }

    @ParameterizedTest
    @CsvSource({"1,250", "7,36", "50,5", "99,3", "100,3"})
    void next_leadsThroughAll_onceEach(int limit, int pages) {
        var seen = new ArrayList<String>();
        var asked = 1;
        var page = admin.ask(Ask.get("/subscriptions").where("limit", String.valueOf(limit)))
                .json();
        while (page.has("next")) {
            assertThat(page.path("items")).hasSize(limit);
            seen.addAll(page.path("items").findValuesAsText("id"));
            page = admin.ask(follow(page.path("next").asText())).json();
            asked++;
        }
        seen.addAll(page.path("items").findValuesAsText("id"));

        assertThat(seen).isEqualTo(IDS);
        assertThat(asked).isEqualTo(pages);
    }

    @Test
    void aPage_has50_whereNothingIsSaid() {
        var page = admin.ask(Ask.get("/subscriptions")).json();

        assertThat(page.path("items")).hasSize(50);
        assertThat(page.path("next").asText()).isEqualTo("?limit=50&after=app-049");
    }

    @Test
    void whatIsNew_isSeenBehindWhereTheCallerIs() {
        var first = admin.ask(Ask.get("/subscriptions").where("limit", "100")).json();
        admin.configuration.put(new Subscription("app-100a", "New", "AIGold", Set.of()));

        var second = admin.ask(follow(first.path("next").asText())).json();

        assertThat(second.path("items").findValuesAsText("id"))
                .contains("app-100a")
                .hasSize(100);
    }

    @Test
    void keys_comeInPagesToo() {
        IntStream.range(0, 5)
                .forEach(number -> admin.configuration.put(new ApiKey("k" + number, "app-000", Samples.HASH)));

        var page = admin.ask(Ask.get("/subscriptions/app-000/keys")
                        .where("limit", "2")
                        .where("after", "k1"))
                .json();

        assertThat(page.path("items").findValuesAsText("id")).containsExactly("k2", "k3");
        assertThat(page.path("next").asText()).isEqualTo("?limit=2&after=k3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "0", "101", "-1", "1.5", "+5", " 5", "0x10", "99999999999999999999", "٥", ""})
    void aLimitThatIsNone_isRefused(String limit) {
        var answer = admin.ask(Ask.get("/subscriptions").where("limit", limit));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
        assertThat(answer.json().at("/errors/0/parameter").asText()).isEqualTo("limit");
        assertThat(answer.json().at("/errors/0/detail").asText()).isEqualTo("must be a whole number from 1 to 100");
    }

    @Test
    void allThatIsWrong_isSaidAtOnce() {
        var answer = admin.ask(Ask.get("/subscriptions")
                .where("limit", "1", "2")
                .where("after", "a b")
                .where("offset", "10"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("errors").findValuesAsText("parameter"))
                .containsExactlyInAnyOrder("limit", "after", "offset");
        assertThat(answer.json().path("errors").findValuesAsText("detail"))
                .contains(
                        "is given 2 times",
                        "is not known: there are after, application, backend, limit, policy, status, subscriber");
    }

    private static Ask follow(String next) {
        var parts = next.substring(1).split("[=&]", -1);
        return Ask.get("/subscriptions").where(parts[0], parts[1]).where(parts[2], parts[3]);
    }
}
