package dev.tollgate.core.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsTest {
    private static final Quota A_MINUTE = quota(new WindowLength(1, WindowUnit.MINUTE), 60_000);
    private static final Quota A_DAY = quota(new WindowLength(1, WindowUnit.DAY), 1_000_000);

    @Test
    void quotas_areAnUnmodifiableCopy() {
        var given = new ArrayList<>(List.of(A_MINUTE));
        var limits = new Limits(given, 0, 0);

        given.clear();

        assertThat(limits.quotas()).isUnmodifiable().containsExactly(A_MINUTE);
    }

    @Test
    void isEmpty_whereNeitherAWindowNorTheCallsInFlightAreLimited() {
        assertThat(Limits.NONE.isEmpty()).isTrue();
        assertThat(new Limits(List.of(), 0, 4).isEmpty()).isTrue();
        assertThat(Limits.of(A_MINUTE).isEmpty()).isFalse();
        assertThat(new Limits(List.of(), 1, 0).isEmpty()).isFalse();
    }

    @Test
    void counted_areTheQuotas_withThatOfTheCallsInFlightBeforeThem() {
        var inFlight = new Quota(new InFlight(), Map.of(Dimension.REQUEST_COUNT, 3L));

        assertThat(Limits.of(A_MINUTE, A_DAY).counted()).containsExactly(A_MINUTE, A_DAY);
        assertThat(new Limits(List.of(A_MINUTE, A_DAY), 3, 0).counted()).containsExactly(inFlight, A_MINUTE, A_DAY);
        assertThat(new Limits(List.of(), 3, 0).counted()).containsExactly(inFlight);
    }

    @Test
    void shardsOf_areSuggested_unlessTheyAreGiven() {
        assertThat(new Limits(List.of(A_MINUTE), 0, 0).shardsOf(A_MINUTE)).isEqualTo(new Shards(4));
        assertThat(new Limits(List.of(A_MINUTE), 400, 0).shardsOf(A_MINUTE)).isEqualTo(new Shards(4));
        assertThat(new Limits(List.of(A_MINUTE), 400, 1).shardsOf(A_MINUTE)).isEqualTo(new Shards(1));
        assertThat(new Limits(List.of(A_MINUTE), 0, 64).shardsOf(A_MINUTE)).isEqualTo(new Shards(64));
    }

    @Test
    void shardsOf_areFewer_whereALargeCallWouldNotFitWellIntoAShare() {
        var few = quota(new WindowLength(1, WindowUnit.HOUR), 24);
        var limits = new Limits(List.of(A_MINUTE, few), 0, 8);

        assertThat(limits.shardsOf(A_MINUTE)).isEqualTo(new Shards(8));
        assertThat(limits.shardsOf(few)).isEqualTo(new Shards(3));
    }

    @Test
    void on_findsTheLimitsOfAllWindows() {
        var tokens = new Quota(
                new WindowLength(1, WindowUnit.HOUR), Map.of(Dimension.TOTAL_TOKEN_COUNT, 7L, Dimension.COST, 8L));
        var limits = new Limits(List.of(A_MINUTE, tokens), 5, 0);

        assertThat(limits.on(Set.of(Dimension.REQUEST_COUNT, Dimension.COST))).containsExactly(60_000L, 8L);
        assertThat(limits.on(Set.of(Dimension.PROMPT_TOKEN_COUNT))).isEmpty();
    }

    @Test
    void twoQuotas_haveDifferentLengths_evenInDifferentTimeZones() {
        var inBerlin = quota(new WindowLength(1, WindowUnit.DAY, ZoneId.of("Europe/Berlin")), 5);

        assertThatThrownBy(() -> Limits.of(A_MINUTE, A_DAY, inBerlin))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("two quotas have the same window length: put their limits into one");
    }

    @Test
    void theCallsInFlight_areNoQuotaAmongTheOthers() {
        assertThatThrownBy(() -> Limits.of(quota(new InFlight(), 5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("calls in flight are limited by concurrentRequests");
    }

    @Test
    void concurrentRequests_areNotNegative() {
        assertThatThrownBy(() -> new Limits(List.of(), -1, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("concurrentRequests must not be negative: -1");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65})
    void shards_areFromZeroToTheMost(int shards) {
        assertThatThrownBy(() -> new Limits(List.of(A_MINUTE), 0, shards))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("shards must be from 0 to 64, not " + shards);
    }

    private static Quota quota(WindowRule window, long requests) {
        return new Quota(window, Map.of(Dimension.REQUEST_COUNT, requests));
    }
}
