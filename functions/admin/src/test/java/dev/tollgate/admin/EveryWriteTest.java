package dev.tollgate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.admin.access.Role;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds of every route that writes. */
class EveryWriteTest {
    private final AdminFixture admin = new AdminFixture();

    static Stream<String> routes() {
        return AdminFixture.routes().stream().filter(route -> !route.startsWith("GET "));
    }

    @BeforeEach
    void prepare() {
        Writes.prepare(admin);
    }

    @Test
    void theTable_hasEveryRouteThatWrites() {
        assertThat(Writes.all(admin).keySet()).containsExactlyInAnyOrderElementsOf(routes().toList());
    }

    @ParameterizedTest
    @MethodSource("routes")
    void aWrite_hasOneEntry_withWhoAndWhy(String route) {
        var answer = admin.ask(ask(route).with("X-Reason", "as agreed"));

        assertThat(answer.status()).as(answer.body()).isBetween(200, 204);
        assertThat(admin.entries()).singleElement().satisfies(entry -> {
            assertThat(entry.actor()).endsWith("assumed-role/Tollgate-admin/jane@example.com");
            assertThat(entry.reason()).isEqualTo("as agreed");
            assertThat(entry.request()).isEqualTo(Ask.ID);
            assertThat(entry.toString()).doesNotContain(Samples.HASH, "sk-secret", "tg-sandbox");
            assertThat(entry.before().isEmpty() && entry.after().isEmpty()).isFalse();
        });
    }

    @ParameterizedTest
    @MethodSource("routes")
    void aDryRun_answersTheSame_andWritesNothing(String route) {
        var before = admin.everything();

        var dry = admin.ask(ask(route).where("dryRun", "true"));

        assertThat(admin.everything()).isEqualTo(before);
        assertThat(dry.header("dry-run")).isEqualTo("true");
        assertThat(dry.body()).doesNotContain("\"key\":\"tg-");
        var wet = admin.ask(ask(route));
        assertThat(wet.status()).isEqualTo(dry.status());
        assertThat(wet.headers()).doesNotContainKey("dry-run");
        assertThat(admin.everything()).isNotEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("routes")
    void aViewer_writesNothing(String route) {
        var before = admin.everything();

        assertThat(admin.ask(ask(route).as(Role.VIEWER)).status()).isEqualTo(403);
        assertThat(admin.everything()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("routes")
    void whatIsWrongWithTheTerms_isSaidAtOnce(String route) {
        var answer = admin.ask(ask(route)
                .where("dryRun", "yes")
                .where("reason", "a\nb")
                .where("force", "1")
                .with("Idempotency-Key", "a b"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path(route.contains("/api/am/") ? "error" : "errors"))
                .hasSize(4);
        assertThat(admin.entries()).isEmpty();
    }

    private Ask ask(String route) {
        return Writes.of(admin, route);
    }
}
