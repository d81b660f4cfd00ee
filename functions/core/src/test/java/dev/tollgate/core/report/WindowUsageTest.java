package dev.tollgate.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.core.counter.CounterState;
import dev.tollgate.core.counter.Credits;
import dev.tollgate.core.counter.Owner;
import dev.tollgate.core.quota.Amounts;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.WindowLength;
import dev.tollgate.core.quota.WindowUnit;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowUsageTest {
    @ParameterizedTest
    @CsvSource({
        "100,  30, 20,  0,  0,  50",
        "100, 100,  0,  0,  0,   0",
        "100, 130, 20,  0,  0,   0",
        "100, 130,  0, 90,  0,  60",
        "100, 100, 20,  0, 50,  30",
        "100,   0,  0,  0, 50, 150",
        "100, 130,  0, 90, 50, 110",
    })
    void free_isWhatIsLeftOfTheLimitAndTheGrant(
            long limit, long used, long reserved, long forgiven, long granted, long free) {
        var state = new CounterState(
                tokens(used + reserved), tokens(used), 0, List.of(), new Credits(tokens(forgiven), tokens(granted)));

        var usage = usage("app", limit, state);

        assertThat(usage.free(Dimension.TOTAL_TOKEN_COUNT)).hasValue(free);
        assertThat(usage.used(Dimension.TOTAL_TOKEN_COUNT)).isEqualTo(used);
        assertThat(usage.reserved(Dimension.TOTAL_TOKEN_COUNT)).isEqualTo(reserved);
        assertThat(usage.forgiven(Dimension.TOTAL_TOKEN_COUNT)).isEqualTo(forgiven);
        assertThat(usage.granted(Dimension.TOTAL_TOKEN_COUNT)).isEqualTo(granted);
        assertThat(usage.limit(Dimension.TOTAL_TOKEN_COUNT)).hasValue(limit);
        assertThat(usage.limit(Dimension.COST)).isEmpty();
        assertThat(usage.free(Dimension.COST)).isEmpty();
    }

    @Test
    void aTopList_hasThoseThatUsedMost_inOrder() {
        var windows = List.of(
                used("b", 5), used("idle", 0), used("a", 5), used("most", 90), used("least", 1), used("second", 8));

        assertThat(TopList.of(4, Dimension.TOTAL_TOKEN_COUNT, windows))
                .extracting(usage -> usage.owner().id())
                .containsExactly("most", "second", "a", "b");
    }

    @Test
    void totals_ofNothing_areNone() {
        assertThat(Totals.in(new WindowLength(1, WindowUnit.DAY), List.of())).isEmpty();
    }

    private static WindowUsage used(String id, long tokens) {
        return usage(id, 100, new CounterState(tokens(tokens), tokens(tokens), 0, List.of()));
    }

    private static WindowUsage usage(String id, long limit, CounterState state) {
        var window = new WindowLength(1, WindowUnit.HOUR).windowAt(Instant.parse("2026-11-20T10:00:30Z"));
        return new WindowUsage(new Owner.OfSubscription(id), window, Map.of(Dimension.TOTAL_TOKEN_COUNT, limit), state);
    }

    private static Amounts tokens(long tokens) {
        return new Amounts(0, 0, 0, tokens, 0);
    }
}
