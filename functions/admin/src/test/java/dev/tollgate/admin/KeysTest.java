package dev.tollgate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.admin.access.Role;
import dev.tollgate.core.Redacted;
import dev.tollgate.core.configuration.ApiKey;
import dev.tollgate.core.configuration.AuditEntry;
import dev.tollgate.core.configuration.KeyHasher;
import dev.tollgate.core.configuration.PresentedKey;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeysTest {
    private static final String KEYS = "/subscriptions/app/keys";

    private final AdminFixture admin = new AdminFixture();

    @BeforeEach
    void prepare() {
        Writes.prepare(admin);
    }

    @Test
    void aKey_isShownOnce_andRecognised() {
        var made = admin.ask(issue(""));
        var text = made.json().path("key").asText();
        var id = made.json().at("/stored/id").asText();

        var presented = PresentedKey.parse(text).orElseThrow();
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("cache-control")).isEqualTo("no-store");
        assertThat(presented.id()).isEqualTo(id);
        assertThat(new KeyHasher(new byte[32]).matches(presented, stored(id))).isTrue();
        assertThat(admin.ask(Ask.get(KEYS + "/" + id)).body()).doesNotContain(text);
        assertThat(admin.everything()).doesNotContain(text);
        assertThat(new Redacted(text).toString()).doesNotContain(text);
    }

    @Test
    void aKey_showsTheDayOnWhichItWasLastUsed() {
        var id = admin.ask(issue("")).json().at("/stored/id").asText();
        assertThat(admin.ask(Ask.get(KEYS)).json().at("/items/0").has("lastUsed"))
                .isFalse();

        admin.keyUse.used(id, LocalDate.parse("2026-11-20"));

        assertThat(admin.ask(Ask.get(KEYS + "/" + id)).json().path("lastUsed").asText())
                .isEqualTo("2026-11-20");
        assertThat(admin.ask(Ask.get(KEYS)).body()).containsOnlyOnce("\"lastUsed\":\"2026-11-20\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"validFor\": \"90d\"}|2027-02-19T10:00:00Z",
                "{\"validFor\": \"1h\"}|2026-11-21T11:00:00Z",
                "{\"validFor\": 90}|2026-11-21T10:01:30Z",
                "{\"expiresAt\": \"2027-01-01T00:00:00Z\"}|2027-01-01T00:00:00Z"
            })
    void aKey_endsWhenItIsSaid(String body, String end) {
        var made = admin.ask(issue(body)).json();

        assertThat(made.at("/stored/expiresAt").asText()).isEqualTo(end);
        assertThat(stored(made.at("/stored/id").asText()).validity().until()).isEqualTo(Instant.parse(end));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"validFor\": \"90y\"}",
                "{\"validFor\": -1}",
                "{\"validFor\": 1.5}",
                "{\"validFor\": \"999999999d\"}",
                "{\"expiresAt\": \"2026-11-21T10:00:00Z\"}",
                "{\"expiresAt\": \"tomorrow\"}",
                "{\"expiresAt\": \"+1000000000-12-31T23:59:59Z\"}",
                "{\"expiresAt\": \"2027-01-01T00:00:00Z\", \"validFor\": \"1h\"}",
                "{\"id\": \"mine\"}",
                "{\"hash\": \"00\"}",
                "[]"
            })
    void whatIsNotUnderstood_makesNoKey(String body) {
        var before = admin.everything();

        assertThat(admin.ask(issue(body)).status()).isEqualTo(400);
        assertThat(admin.everything()).isEqualTo(before);
    }

    @Test
    void aThirdKey_isRefused_untilOneHasEnded() {
        admin.ask(issue("{\"validFor\": \"1h\"}"));

        var third = admin.ask(issue(""));
        admin.clock.advance(Duration.ofHours(1));

        assertThat(third.status()).isEqualTo(409);
        assertThat(third.json().path("detail").asText()).contains("revoke").contains("rotate");
        assertThat(admin.ask(issue("")).status()).isEqualTo(201);
    }

    @Test
    void theSameRequestAgain_neverShowsTheKeyAgain() {
        admin.configuration.put(new ApiKey("k1", "unused", Samples.HASH));
        var ask = issue("").with("Idempotency-Key", "one");
        var id = admin.ask(ask).json().at("/stored/id").asText();

        var again = admin.ask(ask);

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.json().path("detail").asText()).contains(id).contains("revoke");
        assertThat(again.body()).doesNotContain("tg-");
    }

    @Test
    void rotation_leavesTheOldKeyItsOverlap_andHasOneEntry() {
        var rotated =
                admin.ask(Ask.of("POST", KEYS + "/k1/rotate").as(Role.OPERATOR).sending("{\"overlap\": \"30m\"}"));

        var id = rotated.json().at("/stored/id").asText();
        assertThat(rotated.status()).isEqualTo(201);
        assertThat(rotated.header("location")).isEqualTo("../" + id);
        assertThat(stored("k1").validity().until()).isEqualTo(Instant.parse("2026-11-21T10:30:00Z"));
        assertThat(stored(id).validity().includes(Instant.parse("2036-01-01T00:00:00Z")))
                .isTrue();
        assertThat(admin.entries()).extracting(AuditEntry::action).containsExactly("ROTATE");
        assertThat(admin.entries().getFirst().after()).contains("k1", id);
    }

    @Test
    void aKeyThatHasEnded_isNotRotated() {
        admin.ask(Ask.of("POST", KEYS + "/k1/rotate").as(Role.OPERATOR).sending("{\"overlap\": 0}"));

        assertThat(admin.ask(Ask.of("POST", KEYS + "/k1/rotate").as(Role.OPERATOR))
                        .status())
                .isEqualTo(409);
    }

    @Test
    void aKey_isRevoked_withACondition_andWithout() {
        var tag = admin.ask(Ask.get(KEYS + "/k1")).header("etag");
        var ask = Ask.of("DELETE", KEYS + "/k1").as(Role.OPERATOR);

        assertThat(admin.ask(ask.with("If-Match", "\"9-00000000\"")).status()).isEqualTo(412);
        assertThat(admin.ask(ask.with("If-Match", tag)).status()).isEqualTo(204);
        assertThat(admin.ask(ask).status()).isEqualTo(404);
        assertThat(admin.entries()).extracting(AuditEntry::action).containsExactly("REVOKE");
    }

    @Test
    void aKeyOfAnotherSubscription_isNotThere() {
        assertThat(admin.ask(Ask.get("/subscriptions/unused/keys/k1")).status()).isEqualTo(404);
        assertThat(admin.ask(Ask.of("DELETE", "/subscriptions/unused/keys/k1").as(Role.ADMIN))
                        .status())
                .isEqualTo(404);
    }

    private ApiKey stored(String id) {
        return admin.configuration.find(ApiKey.class, id).orElseThrow();
    }

    private static Ask issue(String body) {
        return Ask.of("POST", KEYS).as(Role.OPERATOR).sending(body);
    }

    @Test
    void aRotation_hasEffectOnce_forOneIdempotencyKey() {
        var rotate = Ask.of("POST", KEYS + "/k1/rotate").as(Role.OPERATOR).with("Idempotency-Key", "again");

        assertThat(admin.ask(rotate).status()).isEqualTo(201);
        var again = admin.ask(rotate);

        assertThat(again.status()).isEqualTo(409);
        assertThat(admin.ask(Ask.get(KEYS)).json().path("items")).hasSize(2);
    }
}
