package dev.tollgate.core.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.core.counter.Owner;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.WindowLength;
import dev.tollgate.core.quota.WindowUnit;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotaStateTest {
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:30Z");

    @ParameterizedTest
    @CsvSource({"10, 5, 10, false", "20, 5, 0, false", "0, 26, 0, true", "26, 0, 0, true", "20, 6, 0, true"})
    void remaining_andIsExceeded_countUsedAndReserved(long used, long reserved, long remaining, boolean exceeded) {
        var state = state(6, WindowUnit.HOUR, Dimension.TOTAL_TOKEN_COUNT, used, reserved);

        assertThat(state.remaining()).isEqualTo(remaining);
        assertThat(state.isExceeded()).isEqualTo(exceeded);
    }

    @ParameterizedTest
    @CsvSource({
        "1, MINUTE, TOTAL_TOKEN_COUNT, totalTokenCount-1min",
        "12, HOUR, REQUEST_COUNT, requestCount-12hour",
    })
    void id_isDimensionAndWindow(int unitTime, WindowUnit unit, Dimension dimension, String id) {
        assertThat(state(unitTime, unit, dimension, 0, 0).id()).isEqualTo(id);
    }

    private static QuotaState state(int unitTime, WindowUnit unit, Dimension dimension, long used, long reserved) {
        var window = new WindowLength(unitTime, unit).windowAt(NOW);
        return new QuotaState(new Owner.OfSubscription("app"), "AIGold", window, dimension, 25, used, reserved);
    }
}
