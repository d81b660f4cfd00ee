package dev.tollgate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.admin.access.Role;
import dev.tollgate.core.configuration.AuditEntry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditTest {
    private final AdminFixture admin = new AdminFixture();

    @BeforeEach
    void write() {
        Writes.prepare(admin);
        for (var id : List.of("a", "b", "c")) {
            admin.ask(Ask.of("POST", "/prices")
                    .as(Role.ADMIN)
                    .sending(Writes.PRICES.replace("new", id))
                    .where("reason", "for " + id));
            admin.clock.advance(Duration.ofHours(1));
        }
    }

    @Test
    void entries_areTheNewestFirst_withWhatChanged() {
        var entry = admin.ask(Ask.get("/audit")).json().at("/items/0");

        assertThat(objects(Ask.get("/audit"))).containsExactly("c", "b", "a");
        assertThat(entry.path("action").asText()).isEqualTo("CREATE");
        assertThat(entry.path("kind").asText()).isEqualTo("PriceTable");
        assertThat(entry.path("reason").asText()).isEqualTo("for c");
        assertThat(entry.at("/after/currency").asText()).isEqualTo("EUR");
        assertThat(entry.has("before")).isFalse();
    }

    @Test
    void pages_leadThroughAll() {
        var first = admin.ask(Ask.get("/audit").where("limit", "2")).json();
        var after = first.path("next").asText().replaceAll(".*after=([^&]*).*", "$1");

        assertThat(first.path("items").findValuesAsText("object")).containsExactly("c", "b");
        assertThat(objects(Ask.get("/audit").where("limit", "2").where("after", after)))
                .containsExactly("a");
    }

    @Test
    void someOfThem_canBeAskedFor() {
        assertThat(objects(Ask.get("/audit").where("kind", "PriceTable").where("object", "b")))
                .containsExactly("b");
        assertThat(objects(
                        Ask.get("/audit").where("from", "2026-11-21T11:00:00Z").where("until", "2026-11-21T12:00:00Z")))
                .containsExactly("b");
    }

    @ParameterizedTest
    @CsvSource({
        "kind,PriceTable",
        "object,a",
        "kind,Nothing",
        "from,yesterday",
        "from,-999999999-01-01T00:00:00Z",
        "until,+999999999-01-01T00:00:00Z",
        "limit,0",
        "actor,jane"
    })
    void whatIsNotUnderstood_isRefused(String name, String value) {
        assertThat(admin.ask(Ask.get("/audit").where(name, value)).status()).isEqualTo(400);
    }

    private List<String> objects(Ask ask) {
        return admin.ask(ask).json().path("items").findValuesAsText("object");
    }

    @Test
    void aTimeThatEndsBeforeItBegins_isRefused() {
        var refused = new AdminFixture()
                .ask(Ask.get("/audit").where("from", "2026-11-20T00:00:00Z").where("until", "2026-11-19T00:00:00Z"));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().at("/errors/0/parameter").asText()).isEqualTo("from");
    }

    /** Lambda sends 6 MB, and API Gateway would make a 502 of more. */
    @Test
    void anAnswerThatCannotBeSent_isRefused() {
        var admin = new AdminFixture();
        var at = admin.clock.instant();
        var large = "\u00e9".repeat(150_000);
        for (var number = 0; number < 10; number++) {
            admin.configuration.append(new AuditEntry(
                    AuditEntry.newId(at),
                    at,
                    "me",
                    "UPDATE",
                    "Policy",
                    "p",
                    "{\"x\": \"" + large + "\"}",
                    "{}",
                    "",
                    ""));
        }

        var refused = admin.ask(Ask.get("/audit"));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("a smaller limit");
        assertThat(admin.ask(Ask.get("/audit").where("limit", "2")).status()).isEqualTo(200);
    }
}
