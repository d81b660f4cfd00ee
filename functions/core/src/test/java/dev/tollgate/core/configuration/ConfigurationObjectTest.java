package dev.tollgate.core.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.Quota;
import dev.tollgate.core.quota.WindowLength;
import dev.tollgate.core.quota.WindowUnit;
import dev.tollgate.core.usage.Price;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationObjectTest {
    private static final String LONGEST = "a".repeat(60);

    @ParameterizedTest
    @ValueSource(strings = {"a", "Z", "9", "AIGold", "gpt-4.1_mini", "a.", "a-", "a_"})
    void requireId_acceptsLettersDigitsAndThreeSigns(String id) {
        assertThat(ConfigurationObject.requireId(id)).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-a", ".a", "_a", "a/b", "a#b", "a b", " a", "a\n", "a:b", "a%b", "é"})
    void requireId_refusesAnythingElse(String id) {
        assertThatThrownBy(() -> ConfigurationObject.requireId(id))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("an id is 1 to 60 letters, digits");
    }

    @Test
    void requireId_acceptsSixtyCharacters_notMore() {
        assertThat(ConfigurationObject.requireId(LONGEST)).isEqualTo(LONGEST);
        assertThatThrownBy(() -> ConfigurationObject.requireId(LONGEST + "a"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyKind_checksItsId(Function<String, ConfigurationObject> kind) {
        assertThat(kind.apply("a").id()).isEqualTo("a");
        assertThatThrownBy(() -> kind.apply("a#b")).isInstanceOf(IllegalArgumentException.class);
    }

    static Stream<Function<String, ConfigurationObject>> kinds() {
        var quota = new Quota(new WindowLength(1, WindowUnit.MINUTE), Map.of(Dimension.REQUEST_COUNT, 1L));
        return Stream.of(
                id -> Policy.of(id, quota),
                id -> new PriceTable(id, "USD", Map.of(PriceTable.ANY_OTHER, Price.FREE)),
                id -> Backend.of(id, "openai", URI.create("http://host"), "none"),
                id -> new Subscription(id, "application", "policy", Set.of()),
                id -> new ApiKey(id, "subscription", "0".repeat(64)));
    }
}
