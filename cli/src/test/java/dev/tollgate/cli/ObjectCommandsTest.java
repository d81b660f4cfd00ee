package dev.tollgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.cli.api.Json;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ObjectCommandsTest {
    private static final String GOLD =
            "{\"id\":\"gold\",\"limits\":{\"quotas\":[{\"unitTime\":1,\"timeUnit\":\"min\",\"requestCount\":500}]}}";

    private final FakeApi api = new FakeApi();

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void list_showsWhatTellsThemApart() {
        api.objects.put("policies", GOLD);

        var ran = Ran.run(api, "policies", "list");

        assertThat(ran.code()).isZero();
        assertThat(ran.out()).isEqualTo("""
                ID    BILLING  LIMITS                 VERSION
                gold  FREE     requestCount 500/1min        1
                """);
    }

    @Test
    void list_followsPagesToTheEnd() {
        IntStream.range(0, 250).forEach(i -> api.objects.put("prices", "{\"id\":\"p%03d\"}".formatted(i)));

        var ran = Ran.run(api, "prices", "list", "-o", "json");

        assertThat(Json.read(ran.out())).hasSize(250);
        assertThat(api.asked).hasSize(3);
    }

    @Test
    void list_stopsAtItsLimit() {
        IntStream.range(0, 250).forEach(i -> api.objects.put("prices", "{\"id\":\"p%03d\"}".formatted(i)));

        assertThat(Json.read(Ran.run(api, "prices", "list", "-o", "json", "--limit", "120")
                        .out()))
                .hasSize(120);
        assertThat(api.asked).hasSize(2);
    }

    @Test
    void list_sendsFilters() {
        Ran.run(api, "subscriptions", "list", "--policy", "gold", "--status", "BLOCKED");
        assertThat(api.last().query()).containsEntry("policy", "gold").containsEntry("status", "BLOCKED");

        Ran.run(api, "policies", "list", "--billing-plan", "FREE");
        assertThat(api.last().query()).containsEntry("billingPlan", "FREE");
    }

    @Test
    void list_namesWhatCannotBeRead() {
        api.reply("GET /backends", 200, "{\"items\":[],\"unreadable\":[{\"id\":\"old\",\"detail\":\"no dialect\"}]}");

        assertThat(Ran.run(api, "backends", "list").err()).contains("old cannot be read: no dialect");
    }

    @Test
    void get_showsAllFields() {
        api.objects.put("policies", GOLD);

        assertThat(Ran.run(api, "policies", "get", "gold").out())
                .contains("billingPlan")
                .containsPattern("limits.quotas.0.requestCount +500");
        assertThat(Json.read(
                        Ran.run(api, "policies", "get", "gold", "-o", "json").out()))
                .isEqualTo(api.objects.get("policies", "gold"));
        assertThat(Ran.run(api, "policies", "get", "gold", "-o", "yaml").out()).contains("billingPlan: FREE\n");
    }

    @Test
    void create_sendsTheFileWithAKeyAndTheReason() {
        var ran = new Ran.Line(api).input(GOLD).run("policies", "create", "-f", "-", "--reason", "new customer");

        assertThat(ran.code()).isZero();
        assertThat(api.last().header("idempotency-key")).hasSize(36);
        assertThat(api.last().header("x-reason")).isEqualTo("new customer");
        assertThat(api.objects.count("policies")).isOne();
    }

    @Test
    void create_takesAManifestToo() {
        var manifest =
                "apiVersion: tollgate.dev/v1\nkind: Policy\nmetadata: {name: gold}\nspec: {billingPlan: COMMERCIAL}\n";

        assertThat(new Ran.Line(api)
                        .input(manifest)
                        .run("policies", "create", "-f", "-")
                        .code())
                .isZero();
        assertThat(api.objects.get("policies", "gold").path("billingPlan").asText())
                .isEqualTo("COMMERCIAL");
        assertThat(new Ran.Line(api)
                        .input(manifest)
                        .run("backends", "create", "-f", "-")
                        .err())
                .contains("has a policy");
    }

    @Test
    void create_saysWhatIsThereAlready() {
        api.objects.put("policies", GOLD);

        var ran = new Ran.Line(api).input(GOLD).run("policies", "create", "-f", "-");

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err()).isEqualTo("error: 409 Conflict - gold is there already\n");
    }

    @Test
    void put_createsOnConditionThatNothingIsThere() {
        assertThat(new Ran.Line(api)
                        .input(GOLD)
                        .run("policies", "put", "-f", "-")
                        .code())
                .isZero();
        assertThat(api.last().header("if-none-match")).isEqualTo("*");
    }

    @Test
    void put_replacesWhatItHasRead() {
        api.objects.put("policies", GOLD);

        var ran = new Ran.Line(api).input("{\"billingPlan\":\"COMMERCIAL\"}").run("policies", "put", "gold", "-f", "-");

        assertThat(ran.code()).isZero();
        assertThat(api.last().header("if-match")).startsWith("\"1-");
        assertThat(api.objects.get("policies", "gold").path("version").asInt()).isEqualTo(2);
    }

    @Test
    void put_isRefused_whereItIsAnotherVersion() {
        api.objects.put("policies", GOLD);

        var ran = new Ran.Line(api).input(GOLD).run("policies", "put", "-f", "-", "--if-match", "7");

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err()).contains("412").contains("another version");
        assertThat(api.last().header("if-match")).isEqualTo("\"7\"");
    }

    @Test
    void put_namesAllFaults() {
        var ran = new Ran.Line(api).input("{\"id\":\"gold\",\"wrong\":1}").run("policies", "put", "-f", "-");

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err()).isEqualTo("""
                error: 400 Bad Request - the request is not understood: see errors
                  /wrong: is not known
                  header x-reason: is not nice
                """);
    }

    @Test
    void patch_sendsAMergePatch() {
        api.objects.put("policies", GOLD);

        var ran = new Ran.Line(api).input("description: large").run("policies", "patch", "gold", "-f", "-");

        assertThat(ran.code()).isZero();
        assertThat(api.last().header("content-type")).isEqualTo("application/merge-patch+json");
        assertThat(api.last().header("if-match")).startsWith("\"1-");
        assertThat(api.objects.get("policies", "gold").path("description").asText())
                .isEqualTo("large");
    }

    @Test
    void delete_asksFirst() {
        api.objects.put("policies", GOLD);

        assertThat(new Ran.Line(api)
                        .answering("n")
                        .run("policies", "delete", "gold")
                        .code())
                .isEqualTo(2);
        assertThat(Ran.run(api, "policies", "delete", "gold").err()).contains("--yes");
        assertThat(api.writes()).isZero();

        assertThat(new Ran.Line(api)
                        .answering("y")
                        .run("policies", "delete", "gold")
                        .code())
                .isZero();
        assertThat(api.last().header("if-match")).startsWith("\"1-");
        assertThat(api.objects.count("policies")).isZero();
    }

    @Test
    void delete_namesWhoUsesIt() {
        api.objects.put("policies", GOLD);
        api.objects.put("subscriptions", "{\"id\":\"s1\",\"policy\":\"gold\"}");

        var ran = Ran.run(api, "policies", "delete", "gold", "-y");

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err()).contains("used by Subscription s1");
    }

    @Test
    void writes_changeNothing_asDryRuns() {
        api.objects.put("policies", GOLD);
        var line = new Ran.Line(api).input("{\"id\":\"gold\",\"description\":\"x\"}");

        assertThat(line.run("policies", "put", "-f", "-", "--dry-run").err()).contains("nothing was changed");
        assertThat(line.run("policies", "patch", "gold", "-f", "-", "--dry-run").code())
                .isZero();
        assertThat(line.run("policies", "delete", "gold", "--dry-run").code()).isZero();
        assertThat(api.writes()).isZero();
        assertThat(api.objects.get("policies", "gold").path("version").asInt()).isOne();
    }

    @Test
    void quiet_saysNothingButErrors() {
        api.objects.put("policies", GOLD);

        assertThat(Ran.run(api, "policies", "delete", "gold", "-y", "--quiet").err())
                .isEmpty();
        assertThat(Ran.run(api, "policies", "get", "gold", "--quiet").err()).contains("404");
    }
}
