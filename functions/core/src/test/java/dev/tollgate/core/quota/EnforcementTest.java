package dev.tollgate.core.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnforcementTest {
    @Test
    void strict_reserves_stops_andDenies() {
        assertThat(Enforcement.STRICT)
                .isEqualTo(new Enforcement(Accounting.RESERVE, Enforcement.OnQuotaReach.STOP, OnStoreFailure.DENY));
    }

    @Test
    void with_changesOneThing_andNothingElse() {
        assertThat(Enforcement.STRICT
                        .with(Accounting.COUNT_AFTER)
                        .with(Enforcement.OnQuotaReach.CLAMP)
                        .with(OnStoreFailure.ALLOW))
                .isEqualTo(
                        new Enforcement(Accounting.COUNT_AFTER, Enforcement.OnQuotaReach.CLAMP, OnStoreFailure.ALLOW));
    }

    @ParameterizedTest
    @CsvSource({"STOP, true", "CLAMP, true", "PASS, false"})
    void stopsOnQuotaReach_unlessCallsPass(Enforcement.OnQuotaReach onQuotaReach, boolean stops) {
        assertThat(Enforcement.STRICT.with(onQuotaReach).stopsOnQuotaReach()).isEqualTo(stops);
    }

    @Test
    void aSafeCapacity_isNotNegative() {
        assertThat(OnStoreFailure.DENY.capacity()).isZero();
        assertThatThrownBy(() -> new OnStoreFailure(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the safe capacity must not be negative: -1");
    }
}
