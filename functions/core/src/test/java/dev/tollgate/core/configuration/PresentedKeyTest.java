package dev.tollgate.core.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.core.Redacted;
import dev.tollgate.core.Stage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PresentedKeyTest {
    private static final String SECRET = "AbCdEfGhIjKlMnOpQrStUvWxYz0123456789-_AbCdE";

    @ParameterizedTest
    @CsvSource({
        "tg-production-abcdefgh0123-AbCdEfGhIjKlMnOpQrStUvWxYz0123456789-_AbCdE, PRODUCTION, abcdefgh0123",
        "tg-sandbox-0123456789zy--------------------------------------------, SANDBOX, 0123456789zy",
    })
    void parse_readsStageAndId(String text, Stage stage, String id) {
        assertThat(PresentedKey.parse(text)).contains(new PresentedKey(stage, id, new Redacted(text)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sk-0123456789",
                "tg-sandbox-abcdefgh0123-",
                "tg-sandbox-abcdefgh0123",
                "tg-sandbox-abcdefgh0123-a" + SECRET,
                "tg-staging-abcdefgh0123-" + SECRET,
                "tg-Sandbox-abcdefgh0123-" + SECRET,
                "tg--abcdefgh0123-" + SECRET,
                "TG-sandbox-abcdefgh0123-" + SECRET,
                "tg-sandbox-abcdefgh012-" + SECRET,
                "tg-sandbox-abcdefgh01234-" + SECRET,
                "tg-sandbox-Abcdefgh0123-" + SECRET,
                "tg-sandbox-abcdefgh#123-" + SECRET,
                "tg-sandbox-abcdefgh0123-bCdEfGhIjKlMnOpQrStUvWxYz0123456789-_AbCdE",
                "tg-sandbox-abcdefgh0123-+bCdEfGhIjKlMnOpQrStUvWxYz0123456789-_AbCdE",
                "tg-sandbox-abcdefgh0123-AbCdEfGhIjKlMnOpQrStUvWxYz0123456789-_AbCd=",
                " tg-sandbox-abcdefgh0123-" + SECRET,
                "tg-sandbox-abcdefgh0123-" + SECRET + "\n",
                "Bearer tg-sandbox-abcdefgh0123-" + SECRET,
            })
    void parse_isEmpty_forAnythingElse(String text) {
        assertThat(PresentedKey.parse(text)).isEmpty();
    }
}
