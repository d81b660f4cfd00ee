package dev.tollgate.benchmarks.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.benchmarks.figures.Results;
import dev.tollgate.benchmarks.gateway.Target.Bound;
import java.util.List;
import org.junit.jupiter.api.Test;

class TargetTest {
    private static final Load WHOLE = new Load(Kind.WHOLE, 16);
    private static final Load PACED = new Load(Kind.PACED, 16);

    @Test
    void isMet_onItsSideOfTheLimit() {
        assertThat(new Target("", Bound.AT_LEAST, 3, 3).isMet()).isTrue();
        assertThat(new Target("", Bound.AT_LEAST, 3, 2.99).isMet()).isFalse();
        assertThat(new Target("", Bound.AT_MOST, 2, 2).isMet()).isTrue();
        assertThat(new Target("", Bound.AT_MOST, 2, 2.01).isMet()).isFalse();
    }

    @Test
    void isNotMet_whereNothingWasMeasured() {
        assertThat(Target.of(new Results<>(List.of()))).isNotEmpty().noneMatch(Target::isMet);
    }

    @Test
    void of_comparesCallsASecond_andWhatIsAddedToNoGateway() {
        var targets = Target.of(new Results<>(List.of(
                measured(Contestants.DIRECT, WHOLE, 9_000, 1),
                measured(Contestants.IN_MEMORY, WHOLE, 4_000, 3),
                measured(Contestants.PORTKEY, WHOLE, 1_000, 9))));

        assertThat(measured(targets, "calls/s to those of Portkey, whole")).isEqualTo(4);
        assertThat(measured(targets, "added p50 to that of Portkey, whole")).isEqualTo(0.25);
    }

    @Test
    void of_takesOneWriteOffWhatIsAddedToTheFirstByte() {
        var targets = Target.of(new Results<>(List.of(
                measured(Contestants.DIRECT, PACED, 100, 1),
                measured(Contestants.IN_MEMORY, PACED, 100, 2.5),
                measured(Contestants.ON_DYNAMO, PACED, 100, 6),
                measured(Contestants.WRITE, new Load(Kind.COUNTER_WRITE, 1), 500, 2))));

        assertThat(measured(targets, "ms added to the first byte, counters in memory, streams with"))
                .isEqualTo(1.5);
        assertThat(measured(targets, "ms added to the first byte beside one write"))
                .isEqualTo(3);
    }

    private static double measured(List<Target> targets, String claim) {
        return targets.stream()
                .filter(target -> target.claim().startsWith(claim) && !Double.isNaN(target.measured()))
                .findFirst()
                .orElseThrow()
                .measured();
    }

    private static Measurement measured(String contestant, Load load, long calls, double millis) {
        var times = new Sample.Percentiles(millis * 1_000, millis * 2_000);
        return new Measurement(1, contestant, load, new Sample(calls, 1, times, times), 400);
    }
}
