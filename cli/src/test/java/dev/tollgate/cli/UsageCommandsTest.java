package dev.tollgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UsageCommandsTest {
    private static final String USAGE = """
            {"owners":[{"name":"Subscription s1","concurrentRequests":{"limit":5,"reserved":1,"free":4},"windows":[
            {"id":"1min","limits":{"requestCount":{"limit":10,"used":3,"reserved":1,"free":6}},
            "callsInFlight":1,"resetsAt":"2026-11-20T12:01:00Z"}]}]}""";

    private final FakeApi api = new FakeApi();

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void show_hasARowForEachWindowAndDimension() {
        api.reply("GET /usage/subscriptions/s1", 200, USAGE);

        assertThat(Ran.run(api, "usage", "show", "s1").out()).isEqualTo("""
                OWNER            WINDOW  DIMENSION           USED  RESERVED  FREE  LIMIT  IN FLIGHT  RESETS AT
                Subscription s1  -       concurrentRequests               1     4      5
                Subscription s1  1min    requestCount           3         1     6     10          1  2026-11-20T12:01:00Z
                """);
    }

    @Test
    void show_isOfABackend_whereOneIsNamed() {
        api.reply("GET /usage/backends/b1", 200, USAGE);

        assertThat(Ran.run(api, "usage", "show", "--backend", "b1").out()).contains("1min");
        assertThat(Ran.run(api, "usage", "show").code()).isEqualTo(2);
    }

    @Test
    void watch_printsABlockEachTime() {
        api.reply("GET /usage/subscriptions/s1", 200, USAGE);
        var left = new AtomicInteger(2);

        var ran = new Ran.Line(api)
                .pause(duration -> duration.toSeconds() == 5 && left.getAndDecrement() > 0)
                .run("usage", "show", "s1", "--watch", "--interval", "5");

        assertThat(ran.out().split("OWNER", -1)).hasSize(4);
        assertThat(ran.out()).doesNotContain("\033");
    }

    @Test
    void watch_redrawsOnATerminal() {
        api.reply("GET /usage/subscriptions/s1", 200, USAGE);
        var left = new AtomicInteger(1);

        var ran = new Ran.Line(api)
                .answering("")
                .pause(duration -> left.getAndDecrement() > 0)
                .run("usage", "show", "s1", "--watch");

        assertThat(ran.out().split("\033\\[H\033\\[2J", -1)).hasSize(3);
    }

    @Test
    void top_listsWhoUsedMost() {
        api.reply("GET /usage/top", 200, "{\"items\":[{\"subscription\":\"s1\",\"used\":{\"totalTokenCount\":7}}]}");

        assertThat(Ran.run(api, "usage", "top", "--limit", "3").out()).contains("USED.TOTALTOKENCOUNT");
        assertThat(api.last().query())
                .containsEntry("dimension", "totalTokenCount")
                .containsEntry("window", "1day")
                .containsEntry("limit", "3");
    }

    @Test
    void history_isATableOrCsv() {
        api.reply(
                "GET /usage/subscriptions/s1/history",
                200,
                "{\"items\":[{\"start\":\"t1\",\"used\":{\"cost\":1}},{\"start\":\"t,2\",\"used\":{\"cost\":2}}]}");

        assertThat(Ran.run(api, "usage", "history", "s1", "--window", "1min", "--by", "hour", "--csv")
                        .out())
                .isEqualTo("start,used.cost\nt1,1\n\"t,2\",2\n");
        assertThat(api.last().query()).containsEntry("window", "1min").containsEntry("by", "hour");
        assertThat(Ran.run(api, "usage", "history", "s1").out()).startsWith("START  USED.COST\n");
    }

    @Test
    void corrections_needAReason() {
        assertThat(Ran.run(api, "usage", "reset", "s1", "--window", "1day", "-y")
                        .err())
                .contains("--reason");
        assertThat(api.asked).isEmpty();
    }

    @Test
    void corrections_sendWindowAmountsAndReason() {
        api.reply("POST /usage/subscriptions/s1/reset", 200, USAGE);
        api.reply("POST /usage/subscriptions/s1/top-up", 200, USAGE);

        assertThat(Ran.run(api, "usage", "reset", "s1", "--window", "1day", "-y", "--reason", "tëst")
                        .code())
                .isZero();
        assertThat(api.last().body().toString()).isEqualTo("{\"window\":\"1day\",\"reason\":\"tëst\"}");

        assertThat(Ran.run(api, "usage", "top-up", "s1", "--window", "1day", "--add", "cost=5", "--reason", "r")
                        .code())
                .isZero();
        assertThat(api.last().body().toString())
                .isEqualTo("{\"granted\":{\"cost\":5},\"window\":\"1day\",\"reason\":\"r\"}");
        assertThat(api.last().header("idempotency-key")).isNotEmpty();
    }

    @Test
    void audit_leavesStatesToJson() {
        api.reply(
                "GET /audit",
                200,
                "{\"items\":[{\"at\":\"t\",\"who\":\"jane\",\"before\":{\"a\":1},\"after\":{\"a\":2}}]}");

        assertThat(Ran.run(api, "audit", "--kind", "policy", "--object", "gold").out())
                .isEqualTo("AT  WHO\nt   jane\n");
        assertThat(api.last().query()).containsEntry("kind", "policy").containsEntry("object", "gold");
        assertThat(Ran.run(api, "audit", "-o", "json").out()).contains("before");
    }

    @Test
    void explain_saysTheVerdict_andShowsEveryLimit() {
        api.reply("GET /explain", 200, """
                {"verdict":"REFUSED","detail":"too many requests","quotas":[{"owner":"Subscription s1","window":"1min",
                "dimension":"requestCount","limit":3,"used":3,"reserved":0,"free":0,"needed":1,"fits":false}]}""");

        var ran = Ran.run(api, "explain", "s1", "--backend", "openai", "--model", "demo", "--prompt-tokens", "10");

        assertThat(ran.out())
                .startsWith("REFUSED: too many requests\n")
                .containsPattern("Subscription s1 +1min +requestCount +3 +3 +0 +0 +1 +false");
        assertThat(api.last().query())
                .containsEntry("subscription", "s1")
                .containsEntry("backend", "openai")
                .containsEntry("promptTokens", "10");
    }
}
