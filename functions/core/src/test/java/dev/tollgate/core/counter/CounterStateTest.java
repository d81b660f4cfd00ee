package dev.tollgate.core.counter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.core.quota.Amounts;
import dev.tollgate.core.quota.Dimension;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CounterStateTest {
    @ParameterizedTest
    @CsvSource({
        "REQUEST_COUNT, 1",
        "PROMPT_TOKEN_COUNT, 20",
        "COMPLETION_TOKEN_COUNT, 300",
        "TOTAL_TOKEN_COUNT, 4000",
        "COST, 50000",
    })
    void reserved_isWhatIsCommittedButNotUsed(Dimension dimension, long reserved) {
        var used = new Amounts(5, 6, 7, 8, 9);
        var state = new CounterState(used.plus(new Amounts(1, 20, 300, 4_000, 50_000)), used, 0, List.of());

        assertThat(state.reserved(dimension)).isEqualTo(reserved);
    }
}
