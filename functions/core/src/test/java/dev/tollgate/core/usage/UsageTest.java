package dev.tollgate.core.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tollgate.core.quota.Amounts;
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
        assertThat(usage.amounts()).isEqualTo(new Amounts(1, 4, 6, total));
    }

    @Test
    void ofReservation_chargesAllThatWasReserved() {
        var usage = Usage.ofReservation(new Amounts(1, 4, 6, 12));

        assertThat(usage).isEqualTo(new Usage(4, 6, 12, 0, 0, 0, Usage.Source.RESERVATION));
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
