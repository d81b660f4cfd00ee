package dev.tollgate.benchmarks.counters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.benchmarks.figures.Results;
import java.util.List;
import org.junit.jupiter.api.Test;

class TargetTest {
    @Test
    void isMet_fromTheClaimedRatioOn() {
        assertThat(new Target("", 0.8, 0.8, 0.5).isMet()).isTrue();
        assertThat(new Target("", 0.8, 0.79, 0.9).isMet()).isFalse();
    }

    @Test
    void isNotMet_whereNothingWasMeasured() {
        assertThat(Target.of(new Results<>(List.of()))).isNotEmpty().noneMatch(Target::isMet);
    }
}
