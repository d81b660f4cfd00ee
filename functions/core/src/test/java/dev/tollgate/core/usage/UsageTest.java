package dev.tollgate.core.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTest {
    @ParameterizedTest
    @CsvSource({"0, 10", "9, 10", "10, 10", "11, 11", "1099511627776, 1099511627776"})
    void total_isTheProviders_unlessBelowTheSum(long reported, long total) {
        var usage = new Usage(4, 6, reported, 0, 0, 0, Usage.Source.PROVIDER);

        assertThat(usage.total()).isEqualTo(total);
        assertThat(usage.unclassified()).isEqualTo(total - 10);
    }

    @Test
    void ofReservation_isAllThatTheCallCouldHaveUsed() {
        var usage = Usage.ofReservation(new Estimate(4, 6, 1));

        assertThat(usage).isEqualTo(new Usage(4, 6, 10, 0, 0, 0, Usage.Source.RESERVATION));
    }

    @ParameterizedTest
    @CsvSource({
        // classes that hold their figure's tokens in part, all of them, or say more than it
        "3, 2, 4,  5, 6",
        "7, 3, 10, 0, 0",
        "9, 9, 11, 0, 0",
    })
    void tokensOfNoClass_areWhatTheClassesLeave_neverNegative(
            long cacheRead, long cacheWrite, long reasoning, long uncachedPrompt, long plainCompletion) {
        var usage = new Usage(10, 10, 0, cacheRead, cacheWrite, reasoning, Usage.Source.PROVIDER);

        assertThat(usage.uncachedPrompt()).isEqualTo(uncachedPrompt);
        assertThat(usage.plainCompletion()).isEqualTo(plainCompletion);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void aFigure_isFromZeroToTheMost(int position) {
        assertThat(usageWith(position, 0)).isEqualTo(Usage.NO_TOKENS);

        assertThatThrownBy(() -> usageWith(position, -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not a number of tokens: -1");
        var most = position == 2 ? 2 * Usage.MAX_TOKENS : Usage.MAX_TOKENS;
        assertThat(usageWith(position, most)).isNotEqualTo(Usage.NO_TOKENS);
        assertThatThrownBy(() -> usageWith(position, most + 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not a number of tokens: " + (most + 1));
    }

    private static Usage usageWith(int position, long tokens) {
        var figures = new long[6];
        figures[position] = tokens;
        return new Usage(figures[0], figures[1], figures[2], figures[3], figures[4], figures[5], Usage.Source.PROVIDER);
    }
}
