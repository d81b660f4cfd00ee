package dev.tollgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.cli.FakeApi.Asked;
import dev.tollgate.cli.api.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiffAndApplyTest {
    private static final String ALL =
            document("Subscription", "s1", "application: shop\n  policy: gold\n  backends: [openai]")
                    + document("Backend", "openai", "baseUrl: https://api.openai.com\n  credential: openai")
                    + document("Policy", "gold", "limits: {quotas: []}\n  charging: {prices: list}")
                    + document("PriceTable", "list", "models: {}");

    private final FakeApi api = new FakeApi();

    @AfterEach
    void stop() {
        api.close();
    }

    private static String document(String kind, String id, String spec) {
        return "---\napiVersion: tollgate.dev/v1\nkind: %s\nmetadata:\n  name: %s\nspec:\n  %s\n"
                .formatted(kind, id, spec);
    }

    private static String policies(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> document("Policy", "p%05d".formatted(i), "displayName: Number %d".formatted(i)))
                .collect(Collectors.joining());
    }

    private Ran apply(String text, String... more) {
        return run("apply", text, more);
    }

    private Ran run(String command, String text, String... more) {
        var arguments = new ArrayList<>(List.of(command, "-f", "-"));
        arguments.addAll(List.of(more));
        return new Ran.Line(api).input(text).run(arguments.toArray(String[]::new));
    }

    @Test
    void apply_createsWhatIsReferredToFirst() {
        var ran = apply(ALL, "--reason", "setup");

        assertThat(ran.code()).isZero();
        assertThat(ran.out()).isEqualTo("""
                + PriceTable list
                + Policy gold
                + Backend openai
                + Subscription s1
                4 created, 0 changed, 0 deleted, 0 unchanged, 0 refused, 0 open
                """);
        assertThat(ran.err()).isEqualTo("4/4 objects, 4,000/s\n");
        assertThat(api.asked.stream().filter(Asked::isWrite))
                .allMatch(write -> write.header("if-none-match").equals("*"))
                .allMatch(write -> write.header("x-reason").equals("setup"));
    }

    @Test
    void apply_writesNothing_whereNothingDiffers() {
        apply(ALL);
        api.asked.clear();

        var ran = apply(ALL);

        assertThat(ran.out()).contains("4 unchanged");
        assertThat(api.writes()).isZero();
    }

    @Test
    void apply_writesOnConditionOfWhatWasRead() {
        apply(ALL);
        api.asked.clear();

        var ran = apply(ALL.replace("shop", "store"));

        assertThat(ran.out()).contains("~ Subscription s1\n    /application: \"shop\" -> \"store\"\n");
        assertThat(api.asked.stream().filter(Asked::isWrite))
                .singleElement()
                .satisfies(write -> assertThat(write.header("if-match")).startsWith("\"1-"));
    }

    @Test
    void apply_doesNotOverwrite_whatSomebodyElseChanges() {
        apply(ALL);
        api.reply("PUT /subscriptions/s1", 412, "{\"title\":\"Precondition Failed\",\"detail\":\"version 2\"}");

        var ran = apply(ALL.replace("shop", "store"));

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err()).contains("error: Subscription s1: somebody else has changed it");
    }

    @Test
    void apply_goesOn_pastWhatIsRefused() {
        var ran = apply(document("Policy", "bad", "wrong: 1") + document("Policy", "worse", "wrong: 1") + ALL);

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out()).contains("4 created").contains("2 refused");
        assertThat(ran.err())
                .contains("error: Policy bad: 400")
                .contains("error: Policy worse: 400")
                .contains("/wrong");
    }

    @Test
    void apply_deletesInTheOtherOrder_whereItPrunes() {
        apply(ALL);
        api.asked.clear();

        assertThat(apply("", "--prune").code()).isEqualTo(2);
        assertThat(api.writes()).isZero();
        assertThat(apply("", "--prune", "-y").code()).isZero();

        assertThat(api.asked.stream().filter(Asked::isWrite).map(Asked::path))
                .startsWith("/subscriptions/s1")
                .endsWith("/prices/list")
                .hasSize(4);
        assertThat(api.asked.stream().filter(Asked::isWrite))
                .allMatch(each -> each.header("if-match").startsWith("\"1-"));
    }

    @Test
    void apply_changesNothing_asADryRun() {
        var ran = apply(ALL, "--dry-run");

        assertThat(ran.code()).isZero();
        assertThat(ran.out()).contains("4 to create");
        assertThat(api.writes()).isZero();
        // What refers to objects that are not there yet cannot be checked.
        assertThat(api.asked.stream()
                        .filter(each -> each.query().containsKey("dryRun"))
                        .map(Asked::path))
                .containsExactlyInAnyOrder("/prices/list", "/backends/openai");
    }

    @Test
    void apply_canBeRunAgain_whereItWasStopped() {
        api.diesAfterWrites(30);

        var stopped = apply(policies(100));

        assertThat(stopped.code()).isEqualTo(3);
        assertThat(stopped.out()).contains("30 created").contains("70 open");
        assertThat(stopped.err()).contains("run it again");
        assertThat(api.objects.count("policies")).isEqualTo(30);

        api.diesAfterWrites(1_000);
        api.asked.clear();
        var again = apply(policies(100));

        assertThat(again.code()).isZero();
        assertThat(again.out()).contains("70 created");
        assertThat(api.writes()).isEqualTo(70);
        assertThat(api.objects.count("policies")).isEqualTo(100);
    }

    @Test
    void apply_readsAFolder(@TempDir Path folder) throws IOException {
        Files.createDirectory(folder.resolve("more"));
        Files.writeString(folder.resolve("a.yaml"), document("Policy", "a", "displayName: A"));
        Files.writeString(folder.resolve("more/b.yml"), document("Policy", "b", "displayName: B"));
        Files.writeString(folder.resolve("note.txt"), "nothing");

        assertThat(Ran.run(api, "apply", "-f", folder.toString()).out()).contains("2 created");
    }

    @Test
    void apply_readsNothing_whereAFileIsWrong() {
        var ran = apply(ALL + "---\nkind: Nothing\n");

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("standard input:").contains("kind must be");
        assertThat(api.asked).isEmpty();
    }

    @Test
    void apply_tellsPrograms() {
        var outcomes = Json.read(apply(ALL, "-o", "json").out());

        assertThat(outcomes).hasSize(4);
        assertThat(outcomes.get(0).toString())
                .isEqualTo("{\"kind\":\"PriceTable\",\"name\":\"list\",\"outcome\":\"created\"}");
    }

    @Test
    void diff_takesDefaultsForNoDifference() {
        apply(ALL);

        var ran = run("diff", ALL);

        assertThat(ran.code()).isZero();
        assertThat(ran.out()).contains("4 unchanged");
    }

    @Test
    void diff_showsEachField() {
        apply(ALL);

        var changed =
                ALL.replace("shop", "store").replace("backends: [openai]", "status: BLOCKED\n  backends: [openai]")
                        + document("Policy", "new", "displayName: New");
        var ran = run("diff", changed);

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out()).isEqualTo("""
                + Policy new
                ~ Subscription s1
                    /status: "ACTIVE" -> "BLOCKED"
                    /application: "shop" -> "store"
                1 to create, 1 to change, 0 to delete, 3 unchanged, 0 refused, 0 open
                """);
        assertThat(run("diff", "", "--prune").out())
                .contains("- Subscription s1")
                .contains("4 to delete");
    }

    @Test
    void export_ofAnImport_isByteEqual() {
        apply(ALL);
        var exported = Ran.run(api, "export");

        var other = new FakeApi();
        try (other) {
            assertThat(new Ran.Line(other)
                            .input(exported.out())
                            .run("apply", "-f", "-")
                            .code())
                    .isZero();

            assertThat(Ran.run(other, "export").out()).isEqualTo(exported.out());
        }
        assertThat(exported.out())
                .startsWith("---\napiVersion: tollgate.dev/v1\nkind: PriceTable\n")
                .doesNotContain("\r");
        assertThat(exported.out().split("---\n", -1)).hasSize(5);
    }

    @Test
    void export_writesAFile(@TempDir Path folder) throws IOException {
        apply(ALL);
        var file = folder.resolve("all.yaml");

        assertThat(Ran.run(api, "export", "-f", file.toString()).err()).contains("4 objects in");
        assertThat(Files.readString(file)).isEqualTo(Ran.run(api, "export").out());
    }

    @Test
    void export_fails_whereAnObjectCannotBeRead() {
        api.reply("GET /prices", 200, "{\"items\":[],\"unreadable\":[{\"id\":\"old\",\"detail\":\"no currency\"}]}");

        assertThat(Ran.run(api, "export").code()).isEqualTo(1);
    }

    @Test
    void tenThousandObjects_areReadByListsAlone() {
        IntStream.range(0, 10_000)
                .forEach(i -> api.objects.put(
                        "policies", "{\"id\":\"p%05d\",\"displayName\":\"Number %d\"}".formatted(i, i)));
        var exported = Ran.run(api, "export").out();
        api.asked.clear();

        assertThat(apply(exported).out()).contains("10,000 unchanged");
        assertThat(api.asked).hasSize(103);

        var changed = exported.replace("Number 77\n", "Number 78\n");
        assertThat(apply(changed).out()).contains("1 changed").contains("9,999 unchanged");
        assertThat(api.writes()).isOne();
    }
}
