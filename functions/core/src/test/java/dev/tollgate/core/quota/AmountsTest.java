package dev.tollgate.core.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountsTest {
    private static final Amounts FEW = new Amounts(1, 2, 3, 4, 5);
    private static final Amounts MANY = new Amounts(10, 200, 3_000, 40_000, 500_000);

    @Test
    void plus_addsEveryDimension() {
        assertThat(MANY.plus(FEW)).isEqualTo(new Amounts(11, 202, 3_003, 40_004, 500_005));
    }

    @Test
    void minus_takesFromEveryDimension() {
        assertThat(MANY.minus(FEW)).isEqualTo(new Amounts(9, 198, 2_997, 39_996, 499_995));
        assertThat(MANY.minus(MANY)).isEqualTo(Amounts.NONE);
    }

    @ParameterizedTest
    @CsvSource({"1, 0, 0, 0, 0", "0, 1, 0, 0, 0", "0, 0, 1, 0, 0", "0, 0, 0, 1, 0", "0, 0, 0, 0, 1"})
    void minus_isRefused_whenTheOthersAreMoreInAnyDimension(
            long requests, long promptTokens, long completionTokens, long totalTokens, long cost) {
        var more = FEW.plus(new Amounts(requests, promptTokens, completionTokens, totalTokens, cost));

        assertThatThrownBy(() -> FEW.minus(more)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"-1, 0, 0, 0, 0", "0, -1, 0, 0, 0", "0, 0, -1, 0, 0", "0, 0, 0, -1, 0", "0, 0, 0, 0, -1"})
    void amounts_areNeverNegative(
            long requests, long promptTokens, long completionTokens, long totalTokens, long cost) {
        assertThatThrownBy(() -> new Amounts(requests, promptTokens, completionTokens, totalTokens, cost))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "an amount is negative: %d, %d, %d, %d, %d",
                        requests, promptTokens, completionTokens, totalTokens, cost);
    }
}
