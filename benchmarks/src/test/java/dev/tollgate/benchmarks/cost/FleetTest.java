package dev.tollgate.benchmarks.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Figures worked out by hand, for c8g.xlarge: $0.183448 an hour with the fee, 96 calls at once. */
class FleetTest {
    private final Fleet half = new Fleet(InstanceType.C8G_XLARGE, 0.5);

    @Test
    void theLeast_isThreeInstancesAndThreeGateways() {
        assertThat(InstanceType.C8G_XLARGE.hour()).isEqualTo(0.183448, within(1e-9));
        assertThat(half.fewestMonth()).isEqualTo(401.75112, within(1e-6));
        assertThat(Fleet.networkMonth()).isEqualTo(98.55, within(1e-6));
    }

    @Test
    void million_isWhatTheInstanceServesInAnHour() {
        // 48 calls at once, of 5 s: 9.6 a second, 34,560 an hour; 100 GB through NAT.
        assertThat(half.million(call(5))).isEqualTo(0.183448 / 34_560 * 1e6 + 0.20 + 4.50, within(1e-9));
    }

    @Test
    void million_isBoundByTheProcessor_whereCallsAreShort() {
        // 1,000 / 7 calls a second on each of three processors, although 32 at once would make 3,200.
        var tenMillis = new CallCost(Workload.TYPICAL, Duration.ofMillis(10));

        assertThat(half.million(tenMillis))
                .isEqualTo(0.183448 / (3_600 * 3 * 1_000 / 7.0 * 0.5) * 1e6 + 4.70, within(1e-9));
    }

    @Test
    void breakEven_isWhereTheLeastIsPaidFor() {
        // 500.30 a month; a million calls save 33.5335 - 4.70.
        var breakEven = half.breakEven(call(5)).orElseThrow();

        assertThat(breakEven.millionsPerMonth()).isEqualTo(500.30112 / 28.8335, within(1e-6));
        assertThat(breakEven.callsPerSecond()).isEqualTo(6.60, within(0.01));
        assertThat(breakEven.callsAtOnce()).isEqualTo(33.0, within(0.1));
    }

    @Test
    void breakEven_isLater_whereItNeedsMoreThanTheLeast() {
        // 3 x 96 x 0.3 calls of a second are 86.4 a second, 227 million a month; the least is paid for by 231 million.
        var breakEven =
                new Fleet(InstanceType.C8G_XLARGE, 0.3).breakEven(call(1)).orElseThrow();

        // Each further million saves 6.8667 - 4.70, and takes 1.769367 of an instance.
        assertThat(breakEven.millionsPerMonth())
                .isEqualTo(98.55 / (6.6667 - 4.5 - 0.183448 / 103_680 * 1e6), within(1e-6))
                .isGreaterThan(231);
    }

    @Test
    void breakEven_isNever_whereInstancesAreHardlyUsed() {
        assertThat(new Fleet(InstanceType.C8G_XLARGE, 0.1).breakEven(call(1))).isEmpty();
    }

    @Test
    void breakEven_costsTheSameBothWays() {
        for (var type : InstanceType.values()) {
            var fleet = new Fleet(type, 0.3);
            var call = call(20);
            var millions = fleet.breakEven(call).orElseThrow().millionsPerMonth();

            assertThat(millions * call.compute())
                    .isEqualTo(fleet.fewestMonth() + Fleet.networkMonth() + millions * 4.70, within(1e-6));
        }
    }

    @Test
    void utilisation_isAPart() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Fleet(InstanceType.C8G_XLARGE, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Fleet(InstanceType.C8G_XLARGE, 50));
    }

    private static CallCost call(int seconds) {
        return new CallCost(Workload.TYPICAL, Duration.ofSeconds(seconds));
    }
}
