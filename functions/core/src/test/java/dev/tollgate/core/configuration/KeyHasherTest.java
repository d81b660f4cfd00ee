package dev.tollgate.core.configuration;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tollgate.core.Stage;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KeyHasherTest {
    private static final int SECRET_LENGTH = 43;

    private final SecureRandom random = new SecureRandom();
    private final KeyHasher hasher = hasher("0123456789abcdef0123456789abcdef");

    @ParameterizedTest
    @EnumSource
    void issue_makesAKey_thatMatchesWhatIsStored(Stage stage) {
        var issued = hasher.issue(stage, "app", random);
        var text = issued.text().reveal();

        assertThat(text).matches("tg-" + stage.id() + "-[a-z0-9]{12}-[A-Za-z0-9_-]{43}");
        assertThat(issued.stored().subscription()).isEqualTo("app");
        assertThat(PresentedKey.parse(text)).hasValueSatisfying(presented -> {
            assertThat(presented.stage()).isEqualTo(stage);
            assertThat(presented.id()).isEqualTo(issued.stored().id());
            assertThat(hasher.matches(presented, issued.stored())).isTrue();
        });
    }

    @Test
    void issue_neverMakesTheSameKeyTwice() {
        var first = hasher.issue(Stage.SANDBOX, "app", random);
        var second = hasher.issue(Stage.SANDBOX, "app", random);

        assertThat(second.stored().id()).isNotEqualTo(first.stored().id());
        assertThat(secretOf(second)).isNotEqualTo(secretOf(first));
    }

    /** The hash is that of {@code printf <key> | openssl dgst -sha256 -hmac <pepper>}. */
    @Test
    void matches_theKnownHashOfAKnownKey() {
        var presented = presented("tg-sandbox-abcdefgh0123-AbCdEfGhIjKlMnOpQrStUvWxYz0123456789-_AbCdE");
        var stored =
                new ApiKey("abcdefgh0123", "app", "87dc75898e9a76f523d07ef4937d1161821f8ddeff355632e2a253bde3a629ee");

        assertThat(hasher.matches(presented, stored)).isTrue();
    }

    @Test
    void matches_isFalse_forAnotherSecret() {
        var issued = hasher.issue(Stage.SANDBOX, "app", random);
        var text = issued.text().reveal();
        var other = text.substring(0, text.length() - 1) + (text.endsWith("A") ? "B" : "A");

        assertThat(hasher.matches(presented(other), issued.stored())).isFalse();
    }

    @Test
    void matches_isFalse_forTheSameSecretOfAnotherStage() {
        var issued = hasher.issue(Stage.SANDBOX, "app", random);
        var other = issued.text().reveal().replace("tg-sandbox-", "tg-production-");

        assertThat(hasher.matches(presented(other), issued.stored())).isFalse();
    }

    @Test
    void matches_isFalse_underAnotherPepper() {
        var issued = hasher.issue(Stage.SANDBOX, "app", random);
        var other = hasher("0123456789abcdef0123456789abcdeF");

        assertThat(other.matches(presented(issued.text().reveal()), issued.stored()))
                .isFalse();
    }

    @Test
    void theSecret_isNeitherStoredNorShown() {
        var issued = hasher.issue(Stage.SANDBOX, "app", random);
        var presented = presented(issued.text().reveal());

        assertThat(issued.stored().hash()).matches("[0-9a-f]{64}");
        assertThat(new Object[] {issued, issued.text(), issued.stored(), presented})
                .extracting(Object::toString)
                .allSatisfy(shown -> assertThat(shown).doesNotContain(secretOf(issued)));
    }

    private static String secretOf(KeyHasher.Issued issued) {
        var text = issued.text().reveal();
        return text.substring(text.length() - SECRET_LENGTH);
    }

    private static PresentedKey presented(String text) {
        return PresentedKey.parse(text).orElseThrow();
    }

    @Test
    void aPepper_has32BytesOrMore() {
        assertThatThrownBy(() -> hasher("0".repeat(31))).isInstanceOf(IllegalArgumentException.class);
    }

    private static KeyHasher hasher(String pepper) {
        return new KeyHasher(pepper.getBytes(US_ASCII));
    }
}
