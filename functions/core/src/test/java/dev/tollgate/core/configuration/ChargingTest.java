package dev.tollgate.core.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tollgate.core.usage.TokenWeights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChargingTest {
    @Test
    void plain_countsEveryTokenAsOne_andNoCost() {
        assertThat(Charging.PLAIN).isEqualTo(new Charging(new TokenWeights(1_000, 1_000, 1_000), ""));
    }

    @Test
    void withPrices_keepsTheWeights() {
        var weights = new TokenWeights(100, 1_250, 1_000);

        assertThat(new Charging(weights, "").withPrices("list")).isEqualTo(new Charging(weights, "list"));
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "a#b", "a/b"})
    void prices_areAnId(String prices) {
        assertThatThrownBy(() -> Charging.PLAIN.withPrices(prices))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("an id is 1 to 60 letters, digits");
    }
}
