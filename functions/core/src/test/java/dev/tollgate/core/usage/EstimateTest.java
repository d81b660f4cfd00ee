package dev.tollgate.core.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EstimateTest {
    @ParameterizedTest
    @CsvSource({"-1, 0", "0, -1", "1099511627777, 0", "0, 1099511627777"})
    void aCount_isFromZeroToTheMost(long prompt, long completion) {
        assertThatThrownBy(() -> new Estimate(prompt, completion))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("not a number of tokens: ");
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 7})
    void theLeast_isNotMoreThanTheMaximum(long least) {
        assertThatThrownBy(() -> new Estimate(0, 6, least))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the least completion is from 0 to 6: " + least);
    }

    @ParameterizedTest
    @CsvSource({"0, 0, false", "6, 6, false", "6, 5, true", "6, 0, true"})
    void canBeLowered_whereTheLeastIsLess(long completion, long leastCompletion, boolean canBeLowered) {
        assertThat(new Estimate(4, completion, leastCompletion).canBeLowered()).isEqualTo(canBeLowered);
    }

    @Test
    void anEstimateWithoutALeast_cannotBeLowered() {
        assertThat(new Estimate(4, 6)).isEqualTo(new Estimate(4, 6, 6));
        assertThat(Estimate.NO_TOKENS).isEqualTo(new Estimate(0, 0, 0));
    }

    @Test
    void withCompletion_lowersTheMaximum_notBelowTheLeast() {
        var asked = new Estimate(4, 6, 2);

        assertThat(asked.withCompletion(2)).isEqualTo(new Estimate(4, 2, 2));
        assertThatThrownBy(() -> asked.withCompletion(1)).isInstanceOf(IllegalArgumentException.class);
    }
}
