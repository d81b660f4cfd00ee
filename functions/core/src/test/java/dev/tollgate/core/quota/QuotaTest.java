package dev.tollgate.core.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QuotaTest {
    private static final WindowLength MINUTE = new WindowLength(1, WindowUnit.MINUTE);

    @Test
    void aLimitOfZero_isNoLimit() {
        var quota = new Quota(MINUTE, Map.of(Dimension.REQUEST_COUNT, 0L, Dimension.TOTAL_TOKEN_COUNT, 1L));

        assertThat(quota.limit(Dimension.REQUEST_COUNT)).isEmpty();
        assertThat(quota.limit(Dimension.PROMPT_TOKEN_COUNT)).isEmpty();
        assertThat(quota.limit(Dimension.TOTAL_TOKEN_COUNT)).hasValue(1);
        assertThat(quota).isEqualTo(new Quota(MINUTE, Map.of(Dimension.TOTAL_TOKEN_COUNT, 1L)));
    }

    @Test
    void aNegativeLimit_isRefused() {
        var limits = Map.of(Dimension.REQUEST_COUNT, 5L, Dimension.PROMPT_TOKEN_COUNT, -1L);

        assertThatThrownBy(() -> new Quota(MINUTE, limits))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("promptTokenCount must not be negative: -1");
    }

    @Test
    void aQuota_limitsSomething() {
        assertThatThrownBy(() -> new Quota(MINUTE, Map.of(Dimension.REQUEST_COUNT, 0L)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a quota limits at least one of requestCount, promptTokenCount, completionTokenCount,"
                        + " totalTokenCount, cost");
        assertThatThrownBy(() -> new Quota(MINUTE, Map.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void limits_areAnUnmodifiableCopy() {
        var given = new EnumMap<Dimension, Long>(Map.of(Dimension.REQUEST_COUNT, 5L));
        var quota = new Quota(MINUTE, given);

        given.put(Dimension.REQUEST_COUNT, 6L);

        assertThat(quota.limits()).isUnmodifiable().containsOnly(Map.entry(Dimension.REQUEST_COUNT, 5L));
    }
}
