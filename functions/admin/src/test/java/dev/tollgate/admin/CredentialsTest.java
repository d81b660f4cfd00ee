package dev.tollgate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.admin.access.Role;
import dev.tollgate.core.Redacted;
import dev.tollgate.core.configuration.Backend;
import java.net.URI;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTest {
    private static final URI ANYWHERE = URI.create("https://api.example.com");

    private final AdminFixture admin = new AdminFixture();

    @BeforeEach
    void put() {
        admin.configuration.put(Backend.of("a", "openai", ANYWHERE, "shared"));
        admin.configuration.put(Backend.of("b", "openai", ANYWHERE, "shared"));
        admin.configuration.put(Backend.of("c", "gemini", ANYWHERE, "other"));
        admin.configuration.put(Backend.of("d", "bedrock", ANYWHERE, "aws-role"));
    }

    @Test
    void aCredential_isKept_andNeverShown() {
        var answer = admin.ask(set("shared", "{\"value\": \"sk-secret\"}"));
        var list = admin.ask(Ask.of("GET", "/credentials").as(Role.ADMIN));

        assertThat(answer.status()).isEqualTo(204);
        assertThat(admin.credentials).containsEntry("shared", new Redacted("sk-secret"));
        assertThat(list.body()).isEqualTo("""
                {"items":[{"name":"other","isStored":false,"backends":["c"]},\
                {"name":"shared","isStored":true,"backends":["a","b"]}]}""");
        assertThat(admin.entries().toString()).contains("SET_CREDENTIAL").doesNotContain("sk-secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"value\": \"\"}",
                "{\"value\": 1}",
                "{\"value\": \"a b\"}",
                "{\"value\": \"{}\"}",
                "{\"value\": \"a\\nb\"}",
                "{\"value\": \"ä\"}",
                "{\"value\": \"a\", \"name\": \"b\"}",
                "\"sk-secret\""
            })
    void whatIsNoCredential_isNotKept(String body) {
        assertThat(admin.ask(set("shared", body)).status()).isEqualTo(400);
        assertThat(admin.credentials).isEmpty();
        assertThat(admin.entries()).isEmpty();
    }

    @Test
    void oneThatIsTooLong_isNotKept_andTheRoleNeedsNone() {
        assertThat(admin.ask(set("shared", "{\"value\": \"%s\"}".formatted("a".repeat(4_097))))
                        .status())
                .isEqualTo(400);
        assertThat(admin.ask(set("aws-role", "{\"value\": \"a\"}")).status()).isEqualTo(422);
    }

    private static Ask set(String name, String body) {
        return Ask.of("PUT", "/credentials/" + name).as(Role.ADMIN).sending(body);
    }
}
