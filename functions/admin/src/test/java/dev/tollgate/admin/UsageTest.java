package dev.tollgate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tollgate.admin.access.Caller;
import dev.tollgate.admin.access.Role;
import dev.tollgate.admin.http.Body;
import dev.tollgate.admin.http.Request;
import dev.tollgate.admin.usage.UsageEndpoints;
import dev.tollgate.core.Redacted;
import dev.tollgate.core.configuration.Backend;
import dev.tollgate.core.configuration.BackendLimits;
import dev.tollgate.core.configuration.Policy;
import dev.tollgate.core.configuration.Subscription;
import dev.tollgate.core.counter.CorrectionId;
import dev.tollgate.core.counter.CounterHistory;
import dev.tollgate.core.counter.CounterKey;
import dev.tollgate.core.counter.CounterState;
import dev.tollgate.core.counter.Owner;
import dev.tollgate.core.quota.Amounts;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.InFlight;
import dev.tollgate.core.quota.Limits;
import dev.tollgate.core.quota.Quota;
import dev.tollgate.core.quota.WindowLength;
import dev.tollgate.core.quota.WindowUnit;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is used: of subscriptions and backends, now and over time, and who uses most. */
class UsageTest {
    private static final WindowLength MINUTE = new WindowLength(1, WindowUnit.MINUTE);
    private static final WindowLength DAY = new WindowLength(1, WindowUnit.DAY);
    private static final Quota A_MINUTE =
            new Quota(MINUTE, Map.of(Dimension.REQUEST_COUNT, 10L, Dimension.TOTAL_TOKEN_COUNT, 1_000L));
    private static final Owner APP = new Owner.OfSubscription("app");

    private final AdminFixture admin = new AdminFixture("2026-11-20T10:00:30Z");
    private final Counted counted = new Counted(admin.counters);

    @BeforeEach
    void put() {
        admin.configuration.put(Policy.of("gold", new Limits(List.of(A_MINUTE), 5, 0)));
        admin.configuration.put(new Subscription("app", "Application", "gold", Set.of("openai")));
        admin.configuration.put(backend());
    }

    @Test
    void aSubscription_showsEveryLimit_withWhatIsUsedReservedAndFree() {
        counted.used(APP, MINUTE, admin.clock.instant(), Counted.tokens(1, 20, 30));
        counted.reserved(APP, MINUTE, admin.clock.instant(), Counted.tokens(1, 40, 60));
        counted.reserved(APP, new InFlight(), admin.clock.instant(), Amounts.ONE_REQUEST);

        assertThat(admin.ask(Ask.get("/usage/subscriptions/app")).json()).isEqualTo(json("""
                {"subscription": "app", "policy": "gold", "at": "2026-11-20T10:00:30Z",
                 "owners": [{"name": "plan gold",
                   "concurrentRequests": {"limit": 5, "reserved": 1, "free": 4},
                   "windows": [{"id": "1min", "unitTime": 1, "timeUnit": "min",
                     "start": "2026-11-20T10:00:00Z", "end": "2026-11-20T10:01:00Z", "resetsAt": "2026-11-20T10:01:00Z",
                     "limits": {"requestCount": {"limit": 10, "used": 1, "reserved": 1, "free": 8},
                                "totalTokenCount": {"limit": 1000, "used": 50, "reserved": 100, "free": 850}},
                     "callsInFlight": 1, "callsAssumed": 0}]}]}"""));
    }

    @Test
    void everyCounter_isReadOnce() {
        var read = new ArrayList<CounterKey>();
        var usage = new UsageEndpoints(admin.configuration, counting(read), admin.clock);

        var reply = usage.subscription(
                request(Map.of()),
                admin.configuration.find(Subscription.class, "app").orElseThrow());
        assertThat(reply.status()).isEqualTo(200);
        assertThat(read).hasSize(2).doesNotHaveDuplicates();

        read.clear();
        usage.explain(request(Map.of("subscription", List.of("app"), "backend", List.of("openai"))), Map.of());
        assertThat(read).hasSize(2).doesNotHaveDuplicates();
    }

    private CounterHistory counting(List<CounterKey> read) {
        return new CounterHistory() {
            @Override
            public Map<CounterKey, CounterState> read(Collection<CounterKey> keys) {
                read.addAll(keys);
                return admin.counters.read(keys);
            }

            @Override
            public SortedMap<Instant, CounterState> windows(
                    Owner owner, WindowLength length, int shard, Instant from, Instant until, int most) {
                return admin.counters.windows(owner, length, shard, from, until, most);
            }
        };
    }

    private static Request request(Map<String, List<String>> query) {
        return new Request(
                "r", "GET", "/", query, Map.of(), new Body("", false), new Caller("", "", List.of(), new Redacted("")));
    }

    @Test
    void aCorrection_isShown() {
        counted.used(APP, MINUTE, admin.clock.instant(), Counted.tokens(1, 20, 30));
        var key = new CounterKey(APP, MINUTE.windowAt(admin.clock.instant()));
        admin.counters.reset(key, new CorrectionId("correction1"));
        admin.counters.topUp(key, new CorrectionId("correction2"), Counted.tokens(0, 0, 7));

        assertThat(admin.ask(Ask.get("/usage/subscriptions/app"))
                        .json()
                        .at("/owners/0/windows/0/limits/totalTokenCount"))
                .isEqualTo(json(
                        "{\"limit\":1000,\"used\":50,\"reserved\":0,\"free\":1007,\"granted\":7,\"forgiven\":50}"));
    }

    @Test
    void csv_hasARowForEachLimit() {
        counted.used(APP, MINUTE, admin.clock.instant(), Counted.tokens(1, 20, 30));

        var answer = admin.ask(Ask.get("/usage/subscriptions/app").with("Accept", "text/csv"));

        assertThat(answer.header("content-type")).isEqualTo("text/csv");
        assertThat(answer.body()).isEqualTo(lines("""
                        owner,window,start,end,dimension,limit,used,reserved,free,granted,forgiven,callsInFlight,callsAssumed
                        plan gold,,,,concurrentRequests,5,0,0,5,,,0,0
                        plan gold,1min,2026-11-20T10:00:00Z,2026-11-20T10:01:00Z,requestCount,10,1,0,9,,,0,0
                        plan gold,1min,2026-11-20T10:00:00Z,2026-11-20T10:01:00Z,totalTokenCount,1000,50,0,950,,,0,0
                        """));
        assertThat(admin.ask(Ask.get("/usage/subscriptions/app").where("format", "csv"))
                        .body())
                .isEqualTo(answer.body());
        assertThat(admin.ask(Ask.get("/usage/subscriptions/app")
                                .with("Accept", "text/csv")
                                .where("format", "json"))
                        .header("content-type"))
                .isEqualTo("application/json");
    }

    @Test
    void aBackend_showsItsResources_andAnyThatIsAskedFor() {
        var one = new Limits(List.of(A_MINUTE), 0, 0);
        admin.configuration.put(backend()
                .withModels(Set.of("gpt-5", "gpt-4"))
                .with(new BackendLimits.PerResource(
                        one, Map.of("POST /v1/embeddings", one), Limits.NONE, Map.of("gpt-5", one))));
        counted.used(Owner.OfResource.model("openai", "gpt-5"), MINUTE, admin.clock.instant(), Counted.tokens(1, 2, 3));

        var all = admin.ask(Ask.get("/usage/backends/openai")).json();
        var asked = admin.ask(Ask.get("/usage/backends/openai").where("route", "POST /v1/chat/completions"))
                .json();

        assertThat(all.path("owners").findValuesAsText("name"))
                .containsExactly("route POST /v1/embeddings", "model gpt-5");
        assertThat(all.at("/owners/1/windows/0/limits/totalTokenCount/used").asLong())
                .isEqualTo(5);
        assertThat(asked.path("owners").findValuesAsText("route")).containsExactly("POST /v1/chat/completions");
    }

    @Test
    void aBackend_asAWhole_hasNoResources() {
        admin.configuration.put(backend().with(new BackendLimits.ProviderWide(Limits.of(A_MINUTE))));

        assertThat(admin.ask(Ask.get("/usage/backends/openai"))
                        .json()
                        .at("/owners/0/name")
                        .asText())
                .isEqualTo("backend openai");
        var answer = admin.ask(Ask.get("/usage/backends/openai")
                .where("route", "GET /v1/models")
                .where("model", "gpt-5"));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("errors").findValuesAsText("parameter")).containsExactly("route", "model");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/usage/subscriptions/none",
                "/usage/subscriptions/none/history",
                "/usage/backends/none",
                "/usage/backends/none/history"
            })
    void whatThereIsNot_isNotFound(String path) {
        assertThat(admin.ask(Ask.get(path)).status()).isEqualTo(404);
    }

    @Test
    void theHistory_comesInPages_thatTheirLinksLeadThrough() {
        var start = admin.clock.instant();
        for (var minutes = 0; minutes < 5; minutes++) {
            counted.used(APP, MINUTE, start.minus(Duration.ofMinutes(minutes * 10L)), Counted.tokens(1, minutes, 0));
        }

        var first = admin.ask(Ask.get("/usage/subscriptions/app/history").where("limit", "3"))
                .json();
        var second = admin.ask(follow(
                        "/usage/subscriptions/app/history", first.path("next").asText()))
                .json();

        assertThat(first.path("window").asText()).isEqualTo("1min");
        assertThat(first.path("items").findValuesAsText("promptTokenCount")).containsExactly("4", "3", "2");
        assertThat(second.path("items").findValuesAsText("promptTokenCount")).containsExactly("1", "0");
        assertThat(second.has("next")).isFalse();
    }

    @Test
    void theHistory_isSummedUp_fromTheFirstWholeHour() {
        var start = admin.clock.instant();
        counted.used(APP, MINUTE, start, Counted.tokens(1, 1, 0));
        counted.used(APP, MINUTE, start.minus(Duration.ofMinutes(1)), Counted.tokens(1, 10, 0));
        counted.used(APP, MINUTE, start.minus(Duration.ofMinutes(59)), Counted.tokens(1, 100, 0));

        var answer = admin.ask(Ask.get("/usage/subscriptions/app/history")
                .where("by", "hour")
                .where("from", "2026-11-20T09:30:00Z")
                .where("format", "csv"));

        assertThat(answer.body()).isEqualTo(lines("""
                        start,end,requestCount,promptTokenCount,completionTokenCount,totalTokenCount,cost,callsInFlight,callsAssumed
                        2026-11-20T09:00:00Z,2026-11-20T10:00:00Z,2,110,0,110,0,0,0
                        2026-11-20T10:00:00Z,2026-11-20T11:00:00Z,1,1,0,1,0,0,0
                        """));
    }

    @Test
    void csv_hasItsNextPartInALink() {
        counted.used(APP, MINUTE, admin.clock.instant(), Counted.tokens(1, 1, 0));
        counted.used(APP, MINUTE, admin.clock.instant().minusSeconds(60), Counted.tokens(1, 1, 0));

        assertThat(admin.ask(Ask.get("/usage/subscriptions/app/history")
                                .where("format", "csv")
                                .where("limit", "1"))
                        .header("link"))
                .startsWith("<?window=1min&from=2026-11-20T10:00:00Z&until=")
                .endsWith(">; rel=\"next\"");
    }

    @Test
    void allThatIsWrong_isToldAtOnce() {
        var answer = admin.ask(Ask.get("/usage/subscriptions/app/history")
                .where("window", "1m")
                .where("by", "sec")
                .where("from", "yesterday")
                .where("limit", "1001")
                .where("format", "xml")
                .where("unit", "1"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("errors").findValuesAsText("parameter"))
                .containsExactlyInAnyOrder("window", "by", "from", "limit", "format", "unit");
    }

    @Test
    void aSpan_isBounded_alsoByTheShards() {
        var month = Ask.get("/usage/subscriptions/app/history").where("from", "2026-10-20T10:01:00Z");

        assertThat(admin.ask(month).status()).isEqualTo(200);
        assertThat(admin.ask(month.where("shards", "2"))
                        .json()
                        .at("/errors/0/detail")
                        .asText())
                .isEqualTo("must be later: 44640 windows of 1min lie between, and 22320 are read at once");
        assertThat(admin.ask(month.where("from", "2026-10-19T10:01:00Z"))
                        .json()
                        .at("/errors/0/parameter")
                        .asText())
                .isEqualTo("from");
        assertThat(admin.ask(month.where("window", "1day").where("by", "hour"))
                        .json()
                        .at("/errors/0/detail")
                        .asText())
                .isEqualTo("must be longer than the window, 1day");
    }

    @Test
    void theTop_isOfThoseWhosePlanHasTheWindow() {
        admin.configuration.put(Policy.of("daily", new Quota(DAY, Map.of(Dimension.REQUEST_COUNT, 5L))));
        admin.configuration.put(new Subscription("other", "Application", "daily", Set.of()));
        admin.configuration.put(new Subscription("app2", "Application", "gold", Set.of())
                .with(new Subscription.Subscriber("ACME & Co", Set.of())));
        admin.configuration.put(new Subscription("idle", "Application", "gold", Set.of()));
        admin.configuration.spoil(Subscription.class, "spoilt");
        counted.used(APP, MINUTE, admin.clock.instant(), Counted.tokens(1, 1, 2));
        counted.used(new Owner.OfSubscription("app2"), MINUTE, admin.clock.instant(), Counted.tokens(1, 10, 20));
        counted.used(new Owner.OfSubscription("other"), DAY, admin.clock.instant(), Counted.tokens(1, 100, 200));

        var top = Ask.get("/usage/top").where("dimension", "totalTokenCount").where("window", "1min");
        var answer = admin.ask(top).json();

        assertThat(answer.path("items").findValuesAsText("subscription")).containsExactly("app2", "app");
        assertThat(answer.at("/items/0/used").asLong()).isEqualTo(30);
        assertThat(answer.path("looked").asInt()).isEqualTo(5);
        assertThat(answer.path("unreadable")).isEqualTo(json("[\"spoilt\"]"));
        assertThat(admin.ask(top.where("subscriber", "ACME & Co"))
                        .json()
                        .path("items")
                        .findValuesAsText("subscription"))
                .containsExactly("app2");
        assertThat(admin.ask(top.where("format", "csv")).body())
                .startsWith(
                        "subscription,start,end,used,reserved,limit\r\napp2,2026-11-20T10:00:00Z,2026-11-20T10:01:00Z,30,0,1000\r\n");
    }

    @Test
    void theTop_saysWhereItStopped() {
        for (var number = 0; number < 7; number++) {
            var id = "s" + number;
            admin.configuration.put(new Subscription(id, "Application", "gold", Set.of()));
            counted.used(new Owner.OfSubscription(id), MINUTE, admin.clock.instant(), Counted.tokens(1, 1 + number, 0));
        }

        var first = admin.ask(Ask.get("/usage/top")
                        .where("dimension", "promptTokenCount")
                        .where("window", "1min")
                        .where("limit", "2")
                        .where("looks", "5"))
                .json();
        var second =
                admin.ask(follow("/usage/top", first.path("next").asText())).json();

        assertThat(first.path("items").findValuesAsText("subscription")).containsExactly("s3", "s2");
        assertThat(second.path("items").findValuesAsText("subscription")).containsExactly("s6", "s5");
        assertThat(second.has("next")).isFalse();
    }

    @Test
    void theTop_needsToKnowOfWhat() {
        assertThat(admin.ask(Ask.get("/usage/top").where("window", "day"))
                        .json()
                        .path("errors")
                        .findValuesAsText("parameter"))
                .containsExactlyInAnyOrder("dimension", "window");
    }

    private static Backend backend() {
        return Backend.of("openai", "openai", URI.create("https://api.example.com"), "key");
    }

    private static Ask follow(String path, String reference) {
        var ask = Ask.get(path);
        for (var parameter : List.of(reference.substring(1).split("&", -1))) {
            var parts = parameter.split("=", 2);
            ask = ask.where(parts[0], URI.create("?" + parts[1]).getQuery());
        }
        return ask;
    }

    /** As CSV ends them. */
    private static String lines(String block) {
        return block.replace("\n", "\r\n");
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aTopUp_needsAnIdempotencyKey_andCountsOnceForIt() {
        var ask = Ask.of("POST", "/usage/subscriptions/app/top-up")
                .as(Role.OPERATOR)
                .sending("{\"window\": \"1min\", \"granted\": {\"requestCount\": 5}, \"reason\": \"a release\"}");

        assertThat(admin.ask(ask).status()).isEqualTo(428);
        admin.ask(ask.with("Idempotency-Key", "one"));
        var again = admin.ask(ask.with("Idempotency-Key", "one"));

        assertThat(again.json().at("/window/limits/requestCount/granted").asLong())
                .isEqualTo(5);
    }
}
