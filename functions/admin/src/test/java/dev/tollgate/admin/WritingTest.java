package dev.tollgate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.admin.access.Role;
import dev.tollgate.core.configuration.Permissions;
import dev.tollgate.core.configuration.Subscription;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WritingTest {
    private static final int WRITERS = 32;

    private final AdminFixture admin = new AdminFixture();

    @BeforeEach
    void prepare() {
        Writes.prepare(admin);
    }

    @Test
    void whatIsMade_canBeReadWhereItIs_withItsTag() {
        var made = admin.ask(post("/prices", Writes.PRICES));
        var read = admin.ask(Ask.get("/" + made.header("location")));

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("location")).isEqualTo("prices/new");
        assertThat(read.body()).isEqualTo(made.body());
        assertThat(read.header("etag")).isEqualTo(made.header("etag"));
        assertThat(read.json().path("createdAt").asText()).isEqualTo("2026-11-21T10:00:00Z");
    }

    @Test
    void whatIsThere_isNotMadeAgain() {
        admin.ask(post("/prices", Writes.PRICES));

        assertThat(admin.ask(post("/prices", Writes.PRICES)).status()).isEqualTo(409);
    }

    @Test
    void theSameRequestAgain_isAnsweredWithWhatThereIsNow() {
        var ask = post("/prices", Writes.PRICES).with("Idempotency-Key", "one");
        var made = admin.ask(ask);
        admin.ask(patch("/prices/new", "{\"currency\": \"USD\"}", made.header("etag")));

        var again = admin.ask(ask);

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.header("idempotency-replayed")).isEqualTo("true");
        assertThat(again.json().path("currency").asText()).isEqualTo("USD");
        assertThat(admin.entries()).hasSize(2);
    }

    @Test
    void anotherRequestUnderTheSameKey_isRefused_andAnotherCallersIsNot() {
        admin.ask(post("/prices", Writes.PRICES).with("Idempotency-Key", "one"));
        var other = post("/prices", Writes.PRICES.replace("new", "other")).with("Idempotency-Key", "one");

        assertThat(admin.ask(other).status()).isEqualTo(422);
        assertThat(admin.ask(other.as("arn:aws:sts::123456789012:assumed-role/Tollgate-admin/joe"))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void whatWasMadeAndDeleted_isNotMadeAgainByTheSameRequest() {
        var ask = post("/prices", Writes.PRICES).with("Idempotency-Key", "one");
        var tag = admin.ask(ask).header("etag");
        admin.ask(Ask.of("DELETE", "/prices/new").as(Role.ADMIN).with("If-Match", tag));

        assertThat(admin.ask(ask).status()).isEqualTo(409);
        assertThat(admin.ask(Ask.get("/prices/new")).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "PUT|unused|-|-|428",
                "PUT|unused|'\"1-00000000\"'|-|412",
                "PUT|unused|'W/%s'|-|412",
                "PUT|unused|%s|-|200",
                "PUT|unused|'\"x\", %s'|-|200",
                "PUT|unused|*|-|200",
                "PUT|unused|-|*|412",
                "PUT|unused|-|%s|400",
                "PUT|unused|%s|*|400",
                "PUT|new|-|*|201",
                "PUT|new|*|-|412",
                "PATCH|unused|-|-|428",
                "PATCH|unused|%s|-|200",
                "PATCH|new|%s|-|404",
                "DELETE|unused|-|-|428",
                "DELETE|unused|'\"1\"'|-|412",
                "DELETE|unused|%s|-|204",
                "DELETE|new|*|-|404",
                "POST||%s|-|400"
            })
    void conditions_decide(String method, String id, String match, String noneMatch, int status) {
        var tag = admin.ask(Ask.get("/prices/unused")).header("etag");
        var ask = Ask.of(method, "/prices" + (id == null ? "" : "/" + id)).as(Role.ADMIN);
        if (!method.equals("DELETE")) {
            ask = ask.sending("{\"currency\": \"EUR\", \"models\": {\"m\": {\"prompt\": 1, \"completion\": 2}}}");
        }
        if (match != null) {
            ask = ask.with("If-Match", match.replace("%s", tag));
        }
        if (noneMatch != null) {
            ask = ask.with("If-None-Match", noneMatch.replace("%s", tag));
        }

        assertThat(admin.ask(ask).status()).isEqualTo(status);
    }

    @Test
    void anObjectMadeAnew_hasAnotherTag() {
        var first = admin.ask(post("/prices", Writes.PRICES)).header("etag");
        admin.ask(Ask.of("DELETE", "/prices/new").as(Role.ADMIN).with("If-Match", first));
        admin.clock.advance(Duration.ofSeconds(1));

        assertThat(admin.ask(post("/prices", Writes.PRICES)).header("etag")).isNotEqualTo(first);
    }

    @Test
    void aPatch_changesWhatItNames_andRemovesWhatIsNull() {
        var made = admin.ask(post("/policies", """
                {"id": "new", "displayName": "New", "description": "d", "limits": {"concurrentRequests": 3,
                 "quotas": [{"unitTime": 1, "timeUnit": "min", "requestCount": 5}]}}"""));

        var patched = admin.ask(patch("/policies/new", """
                {"displayName": null, "limits": {"concurrentRequests": 7}}""", made.header("etag")));

        assertThat(patched.status()).as(patched.body()).isEqualTo(200);
        assertThat(patched.json().path("displayName").asText("")).isEmpty();
        assertThat(patched.json().path("description").asText()).isEqualTo("d");
        assertThat(patched.json().at("/limits/concurrentRequests").asInt()).isEqualTo(7);
        assertThat(patched.json().at("/limits/quotas")).hasSize(1);
        assertThat(patched.json().path("version").asInt()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"policies", "backends", "subscriptions", "prices"})
    void whatWasRead_canBeSentBack(String kind) {
        var path = "/" + kind + "/unused";
        var read = admin.ask(Ask.get(path));

        var put = admin.ask(
                Ask.of("PUT", path).as(Role.ADMIN).sending(read.body()).with("If-Match", read.header("etag")));

        assertThat(put.status()).as(put.body()).isEqualTo(200);
        assertThat(put.json().path("version").asInt()).isEqualTo(2);
    }

    /** Nobody sets what is not theirs to set. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"version\": 7}",
                "{\"createdAt\": \"2000-01-01T00:00:00Z\"}",
                "{\"id\": \"other\"}",
                "{\"admin\": true}",
                "{\"version\": \"1\"}",
                "{\"models\": {\"*\": {\"prompt\": 1, \"completion\": 2, \"version\": 1}}}"
            })
    void aFieldThatIsNotTheCallers_isRefused(String patch) {
        var tag = admin.ask(Ask.get("/prices/unused")).header("etag");
        var before = admin.everything();

        var answer = admin.ask(patch("/prices/unused", patch, tag));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/errors/0/pointer").asText()).isNotEmpty();
        assertThat(admin.everything()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({"version,1", "createdAt,'\"2026-11-21T10:00:00Z\"'"})
    void whatTheGatewaySets_isRefusedInWhatIsNew(String name, String value) {
        var document = Writes.PRICES.replace("{\"id\"", "{\"%s\": %s, \"id\"".formatted(name, value));

        var answer = admin.ask(post("/prices", document));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/errors/0/pointer").asText()).isEqualTo("/" + name);
    }

    @Test
    void whatIsNamed_mustBeThere() {
        var answer = admin.ask(post("/subscriptions", """
                {"id": "new", "application": "App", "policy": "none", "backends": ["provider", "nowhere"]}"""));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("errors").findValuesAsText("pointer"))
                .containsExactlyInAnyOrder("/policy", "/backends/1");
    }

    @Test
    void whatIsInUse_isNotDeleted_andItsUsersAreNamed() {
        IntStream.range(0, 25)
                .forEach(number ->
                        admin.configuration.put(new Subscription("s%02d".formatted(number), "App", "plan", Set.of())));
        var tag = admin.ask(Ask.get("/policies/plan")).header("etag");
        var ask = Ask.of("DELETE", "/policies/plan").as(Role.ADMIN).with("If-Match", tag);

        var answer = admin.ask(ask);

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json().at("/users/items")).hasSize(20);
        assertThat(answer.json().at("/users/items/0/kind").asText()).isEqualTo("Subscription");
        assertThat(answer.json().at("/users/hasMore").asBoolean()).isTrue();
        assertThat(admin.ask(ask.where("dryRun", "true")).body()).isEqualTo(answer.body());
    }

    @Test
    void aPlanThatIsNotForTheSubscriber_isRefused_andOneThatItHasStays() {
        var plan = Writes.plan("plan");
        admin.configuration.put(plan.with(plan.offer().with(new Permissions(Permissions.Type.ALLOW, Set.of("staff")))));

        var refused = admin.ask(post("/subscriptions", Writes.SUBSCRIPTION));
        var tag = admin.ask(Ask.get("/subscriptions/unused")).header("etag");
        var changed = admin.ask(patch("/subscriptions/unused", "{\"status\": \"BLOCKED\"}", tag));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().at("/errors/0/pointer").asText()).isEqualTo("/policy");
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertThat(admin.ask(patch(
                                "/subscriptions/unused",
                                "{\"subscriber\": {\"name\": \"x\", \"roles\": [\"guest\"]}}",
                                changed.header("etag")))
                        .status())
                .isEqualTo(422);
        assertThat(admin.ask(post(
                                "/subscriptions",
                                Writes.SUBSCRIPTION.replace(
                                        "\"App\",",
                                        "\"App\", \"subscriber\": {\"name\": \"x\", \"roles\": [\"staff\"]},")))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void ofWritersAtOnce_noUpdateIsLost() throws Exception {
        admin.ask(post("/prices", Writes.PRICES));
        var conflicts = new AtomicInteger();
        var threads = IntStream.range(0, WRITERS)
                .mapToObj(number -> Thread.ofVirtual().start(() -> {
                    for (var isDone = false; !isDone; ) {
                        var read = admin.ask(Ask.get("/prices/new"));
                        var patch = "{\"models\": {\"m%d\": {\"prompt\": %d, \"completion\": 0}}}"
                                .formatted(number, number);
                        var status = admin.ask(patch("/prices/new", patch, read.header("etag")))
                                .status();
                        assertThat(status).isIn(200, 412);
                        isDone = status == 200;
                        conflicts.addAndGet(isDone ? 0 : 1);
                    }
                }))
                .toList();
        for (var thread : threads) {
            thread.join();
        }

        var models = admin.ask(Ask.get("/prices/new")).json();
        assertThat(models.path("version").asInt()).isEqualTo(WRITERS + 1);
        assertThat(models.path("models")).hasSize(WRITERS + 1);
        assertThat(admin.entries()).hasSize(WRITERS + 1);
    }

    private static Ask post(String path, String document) {
        return Ask.of("POST", path).as(Role.ADMIN).sending(document);
    }

    private static Ask patch(String path, String patch, String tag) {
        return Ask.of("PATCH", path)
                .as(Role.ADMIN)
                .withBody(patch)
                .with("Content-Type", "application/merge-patch+json")
                .with("If-Match", tag);
    }
}
