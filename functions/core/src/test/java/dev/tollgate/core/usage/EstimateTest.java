package dev.tollgate.core.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tollgate.core.quota.Amounts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EstimateTest {
    @Test
    void amounts_areOneRequest_andTheTokensWithTheirSum() {
        assertThat(new Estimate(4, 6).amounts()).isEqualTo(new Amounts(1, 4, 6, 10));
        assertThat(Estimate.NO_TOKENS.amounts()).isEqualTo(new Amounts(1, 0, 0, 0));
        assertThat(new Estimate(Usage.MAX_TOKENS, Usage.MAX_TOKENS).amounts().totalTokenCount())
                .isEqualTo(2_199_023_255_552L);
    }

    @ParameterizedTest
    @CsvSource({"-1, 0", "0, -1", "1099511627777, 0", "0, 1099511627777"})
    void aCount_isFromZeroToTheMost(long promptTokens, long completionTokens) {
        assertThatThrownBy(() -> new Estimate(promptTokens, completionTokens))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("not a number of tokens: ");
    }
}
