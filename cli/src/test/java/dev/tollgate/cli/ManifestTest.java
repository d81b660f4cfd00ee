package dev.tollgate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tollgate.cli.api.Json;
import dev.tollgate.cli.objects.ConfiguredObject;
import dev.tollgate.cli.objects.Kind;
import dev.tollgate.cli.objects.Manifest;
import dev.tollgate.cli.objects.ObjectRef;
import dev.tollgate.cli.objects.Yaml;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestTest {
    private static List<ConfiguredObject> read(String text) {
        var manifest = new Manifest();
        manifest.read("file.yaml", text);
        return manifest.objects();
    }

    @Test
    void document_isPlain() {
        var object = ConfiguredObject.of(Kind.POLICIES, Json.read("""
                        {"id":"gold","version":3,"createdAt":"2026-11-20T00:00:00Z","displayName":"Gold, large",
                        "description":"","limits":{"quotas":[{"unitTime":1,"timeUnit":"min","requestCount":500}]},
                        "customAttributes":{"tier":"1","on":"yes","note":"a: b"}}"""));

        assertThat(Yaml.write(Manifest.document(object))).isEqualTo("""
                ---
                apiVersion: tollgate.dev/v1
                kind: Policy
                metadata:
                  name: gold
                spec:
                  displayName: Gold, large
                  description: ""
                  limits:
                    quotas:
                      - unitTime: 1
                        timeUnit: min
                        requestCount: 500
                  customAttributes:
                    tier: "1"
                    "on": "yes"
                    note: "a: b"
                """);
    }

    @Test
    void documents_areReadInTheOrderOfReferences() {
        var text = "apiVersion: tollgate.dev/v1\nkind: %s\nmetadata: {name: %s}\nspec: {a: 1}\n---\n";

        var objects = read(text.formatted("Subscription", "s")
                + text.formatted("Policy", "p2")
                + text.formatted("Policy", "p1")
                + text.formatted("PriceTable", "x"));

        assertThat(objects)
                .extracting(ConfiguredObject::ref)
                .containsExactly(
                        new ObjectRef(Kind.PRICES, "x"),
                        new ObjectRef(Kind.POLICIES, "p1"),
                        new ObjectRef(Kind.POLICIES, "p2"),
                        new ObjectRef(Kind.SUBSCRIPTIONS, "s"));
    }

    @Test
    void anyText_survivesTheRoundTrip() {
        var seed = Long.getLong("tollgate.seed", 1);
        var random = new Random(seed);
        var letters = "aZ09 -:#,[]{}&*!|>'\"%@`~\n\t\r\\./?=_é\u2028\u0085\ufeff😀\0\u001b";
        for (var i = 0; i < 5_000; i++) {
            var text = random.ints(random.nextInt(12), 0, letters.codePointCount(0, letters.length()))
                    .mapToObj(n -> Character.toString(letters.codePointAt(letters.offsetByCodePoints(0, n))))
                    .collect(Collectors.joining());
            var spec = Json.object().put("value", text).put("k" + text, 1);
            spec.putArray("list").add(text);
            var object = new ConfiguredObject(new ObjectRef(Kind.POLICIES, "p"), spec);

            var written = Yaml.write(Manifest.document(object));
            var again = read(written);

            assertThat(again).as("seed %d, %s", seed, written).containsExactly(object);
            assertThat(Yaml.write(Manifest.document(again.get(0)))).isEqualTo(written);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "~",
                "No",
                "1e3",
                "0x1F",
                "0o7",
                "1_000",
                ".inf",
                "12:30:45",
                "2026-12-01",
                "- a",
                "a #b",
                "*",
                "=",
                ""
            })
    void texts_thatOtherReadersTakeForSomethingElse_areQuoted(String text) {
        assertThat(Yaml.write(Json.object().put("a", text))).isEqualTo("---\na: \"" + text + "\"\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"gpt-4o", "https://api.openai.com/v1", "Europe/Berlin", "POST /v1/images", "Gold plan, for all"})
    void texts_thatAreClear_areNot(String text) {
        assertThat(Yaml.write(Json.object().put("a", text))).isEqualTo("---\na: " + text + "\n");
    }

    @Test
    void allFaults_areToldAtOnce() {
        assertThatThrownBy(() -> read("""
                        kind: Policy
                        metadata: {name: a}
                        spec: {}
                        ---
                        apiVersion: tollgate.dev/v1
                        kind: Plan
                        metadata: {}
                        spec: {id: a}
                        more: 1
                        """))
                .hasMessageContaining("apiVersion must be")
                .hasMessageContaining("kind must be")
                .hasMessageContaining("metadata.name must be")
                .hasMessageContaining("spec must have")
                .hasMessageContaining("more is not known");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a: 1\na: 2\n", "a: &x 1\nb: *x\n", "a: [1\n", "a: !!str\n - *b\n"})
    void whatIsNotClear_isRefused(String text) {
        assertThatThrownBy(() -> read(text)).hasMessageContaining("file.yaml:");
    }

    @Test
    void twoOfOneName_areRefused() {
        var text = "---\napiVersion: tollgate.dev/v1\nkind: Policy\nmetadata: {name: a}\nspec: {}\n";

        assertThatThrownBy(() -> read(text + text)).hasMessage("file.yaml:7: Policy a is there twice");
    }
}
