package dev.tollgate.core.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.core.counter.Owner;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.InFlight;
import dev.tollgate.core.quota.WindowLength;
import dev.tollgate.core.quota.WindowRule;
import dev.tollgate.core.quota.WindowUnit;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotaStateTest {
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:30Z");

    @ParameterizedTest
    @CsvSource({"0, 25, false", "15, 10, false", "25, 0, false", "26, 0, true"})
    void remaining_andIsExceeded_compareWithTheLimit(long committed, long remaining, boolean exceeded) {
        var state = state(new WindowLength(6, WindowUnit.HOUR), Dimension.TOTAL_TOKEN_COUNT, committed);

        assertThat(state.remaining()).isEqualTo(remaining);
        assertThat(state.isExceeded()).isEqualTo(exceeded);
    }

    @ParameterizedTest
    @CsvSource({
        "1, MINUTE, TOTAL_TOKEN_COUNT, totalTokenCount-1min",
        "12, HOUR, REQUEST_COUNT, requestCount-12hour",
        "1, MONTH, COST, cost-1month",
    })
    void id_isDimensionAndWindow(int unitTime, WindowUnit unit, Dimension dimension, String id) {
        var state = state(new WindowLength(unitTime, unit), dimension, 0);

        assertThat(state.id()).isEqualTo(id);
        assertThat(state.fieldName()).isEqualTo(dimension.fieldName());
    }

    @Test
    void theCallsInFlight_haveANameOfTheirOwn() {
        var state = state(new InFlight(), Dimension.REQUEST_COUNT, 0);

        assertThat(state.id()).isEqualTo("concurrentRequests");
        assertThat(state.fieldName()).isEqualTo("concurrentRequests");
    }

    private static QuotaState state(WindowRule rule, Dimension dimension, long committed) {
        var owner = new Owner.OfSubscription("app");
        return new QuotaState(owner, "plan AIGold", rule.windowAt(NOW), dimension, 25, committed);
    }
}
