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
                        .with(Enforcement.OnQuotaReach.PASS)
                        .with(OnStoreFailure.ALLOW))
                .isEqualTo(
                        new Enforcement(Accounting.COUNT_AFTER, Enforcement.OnQuotaReach.PASS, OnStoreFailure.ALLOW));
    }

    @Test
    void whatIsNotReserved_cannotBeLowered() {
        var clamping = Enforcement.STRICT.with(Enforcement.OnQuotaReach.CLAMP);

        assertThatThrownBy(() -> clamping.with(Accounting.COUNT_AFTER))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("CLAMP needs accounting RESERVE: COUNT_AFTER reserves no tokens to lower");
    }

    @ParameterizedTest
    @CsvSource({"STOP, true", "CLAMP, true", "PASS, false"})
    void stopsOnQuotaReach_unlessCallsPass(Enforcement.OnQuotaReach onQuotaReach, boolean stops) {
        assertThat(Enforcement.STRICT.with(onQuotaReach).stopsOnQuotaReach()).isEqualTo(stops);
    }

    @Test
    void aSafeCapacity_isFromNoneToAll() {
        assertThat(OnStoreFailure.DENY.capacity()).isZero();
        assertThatThrownBy(() -> new OnStoreFailure(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the safe capacity must be from 0 to 1000000000000: -1");
    }
}
