package dev.tollgate.benchmarks.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Figures worked out by hand. */
class CallCostTest {
    private static final Offset<Double> EXACT = within(1e-9);

    private final CallCost call = new CallCost(Workload.TYPICAL, Duration.ofSeconds(5));

    @Test
    void lambda_isPaidByTimeAndMemory() {
        assertThat(call.lambdaDuration()).isEqualTo(33.3335, EXACT);
        assertThat(call.lambdaRequests()).isEqualTo(0.20, EXACT);
        assertThat(call.compute()).isEqualTo(33.5335, EXACT);
    }

    @Test
    void counters_takeTwoWritesForEachWindow() {
        assertThat(call.counterWrites(1)).isEqualTo(1.25, EXACT);
        assertThat(call.counterWrites(3)).isEqualTo(3.75, EXACT);
    }

    @Test
    void configurationAndLog_arePaidByTheCall() {
        assertThat(call.configurationReads()).isEqualTo(0.625, EXACT);
        assertThat(call.logs()).isEqualTo(1.0385, EXACT);
    }

    @Test
    void secrets_areReadOnceInFiveMinutesOfAnEnvironmentsTime() {
        assertThat(call.secretReads()).isEqualTo(2 * 1e6 / 60 * 0.000005, EXACT);
    }

    @Test
    void secrets_areReadAtMostOnceACall() {
        var quarter = new CallCost(Workload.TYPICAL, Duration.ofMinutes(15));

        assertThat(quarter.secretReads()).isEqualTo(10, EXACT);
    }

    @Test
    void apiGateway_countsARequestForEachTenMegabytesBegun() {
        assertThat(call.apiRequests()).isEqualTo(3.50, EXACT);
        assertThat(new CallCost(replying(10_000_000), call.duration()).apiRequests())
                .isEqualTo(3.50, EXACT);
        assertThat(new CallCost(replying(10_000_001), call.duration()).apiRequests())
                .isEqualTo(7.00, EXACT);
    }

    @Test
    void total_isTheSumOfItsParts() {
        assertThat(call.total(1)).isEqualTo(3.50 + 33.3335 + 0.20 + 1.25 + 0.625 + call.secretReads() + 1.0385, EXACT);
        assertThat(call.total(3)).isEqualTo(call.total(1) + 2.50, EXACT);
    }

    private static Workload replying(long bytes) {
        return new Workload(0.5, bytes, 1_077, 1_000, 5, 2, Duration.ofMinutes(5), 7);
    }
}
