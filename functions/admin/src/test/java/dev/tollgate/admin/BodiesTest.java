package dev.tollgate.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.admin.access.Role;
import dev.tollgate.core.configuration.PriceTable;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BodiesTest {
    private final AdminFixture admin = new AdminFixture();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|application/json|400",
                "{|application/json|400",
                "{} {}|application/json|400",
                "{\"id\":\"a\",\"id\":\"b\"}|application/json|400",
                "{}|text/plain|415",
                "{}|''|415",
                "[]|application/json|400",
                "null|application/json|400",
                "{}|application/json; charset=utf-8|400",
            })
    void aBodyThatIsNone_isRefused(String body, String type, int status) {
        var ask = Ask.of("POST", "/prices").as(Role.ADMIN).withBody(body).with("Content-Type", type);

        assertThat(admin.ask(ask).status()).isEqualTo(status);
    }

    @Test
    void aBodyThatIsTooLarge_isRefused() {
        var ask = post("\"" + "a".repeat(300 * 1024) + "\"");

        assertThat(admin.ask(ask).status()).isEqualTo(413);
    }

    @Test
    void aBodyInBase64_isRead() {
        var encoded = Base64.getEncoder().encodeToString(Writes.PRICES.getBytes(UTF_8));
        var event = post(encoded).event().replace("\"isBase64Encoded\":false", "\"isBase64Encoded\":true");

        assertThat(admin.answer(event).status()).isEqualTo(201);
        assertThat(admin.answer(event.replace(encoded, "%%%")).status()).isEqualTo(400);
        assertThat(admin.answer(event.replace(encoded, "/w==")).status()).isEqualTo(400);
        assertThat(admin.configuration.read(PriceTable.class, "new")).isPresent();
    }

    private static Ask post(String document) {
        return Ask.of("POST", "/prices").as(Role.ADMIN).sending(document);
    }
}
