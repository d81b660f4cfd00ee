package dev.tollgate.benchmarks.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class StageCostTest {
    @Test
    void month_addsUpWhatIsThere() {
        // 1 key, 3 secrets, 10 alarms, a dashboard, a GB and its backups.
        assertThat(StageCost.month(StageCost.IDLE)).isEqualTo(1 + 1.20 + 1 + 3 + 0.25 + 0.20, within(1e-9));
        assertThat(StageCost.month(StageCost.FIREWALL)).isEqualTo(7, within(1e-9));
        assertThat(StageCost.month(StageCost.METRICS_IN_USE)).isEqualTo(11.70, within(1e-9));
    }
}
