package dev.tollgate.core.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tollgate.core.usage.Price;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PriceTableTest {
    private static final Price CHEAP = Price.of(100_000, 400_000);
    private static final Price DEAR = Price.of(2_000_000, 8_000_000);

    @Test
    void of_findsTheModel_byItsWholeName() {
        var table = new PriceTable("list", "USD", Map.of("gpt-4.1", DEAR, "gpt-4.1-nano", CHEAP));

        assertThat(table.of("gpt-4.1")).contains(DEAR);
        assertThat(table.of("gpt-4.1-nano")).contains(CHEAP);
        assertThat(table.of("gpt-4.1-mini")).isEmpty();
        assertThat(table.of("GPT-4.1")).isEmpty();
    }

    @Test
    void of_isThePriceOfAnyOther_whereAModelIsNotNamed() {
        var table = new PriceTable("list", "USD", Map.of("gpt-4.1-nano", CHEAP, PriceTable.ANY_OTHER, DEAR));

        assertThat(table.of("gpt-4.1-nano")).contains(CHEAP);
        assertThat(table.of("gpt-9")).contains(DEAR);
        assertThat(table.of("")).contains(DEAR);
    }

    @Test
    void models_areAnUnmodifiableCopy() {
        var given = new HashMap<>(Map.of("gpt-4.1", DEAR));
        var table = new PriceTable("list", "USD", given);

        given.clear();

        assertThat(table.models()).isUnmodifiable().containsExactly(Map.entry("gpt-4.1", DEAR));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "US", "USDT", "usd", "U D", "€", "US1"})
    void aCurrency_isThreeCapitalLetters(String currency) {
        assertThatThrownBy(() -> new PriceTable("list", currency, Map.of("gpt-4.1", DEAR)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("currency must be a code of ISO 4217, such as USD");
    }

    @Test
    void aTable_hasThePriceOfAModel() {
        assertThatThrownBy(() -> new PriceTable("list", "USD", Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a price table has the price of a model at least");
    }
}
