package dev.tollgate.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ResultsTest {
    private static final Load HOT = new Load(32, 1);
    private static final Load SPREAD = new Load(32, Load.MANY);

    @Test
    void ratio_isTheMedianOfTheRatiosWithinEachRound() {
        var results = new Results(List.of(
                measured(1, "ours", HOT, 90),
                measured(1, "floor", HOT, 100),
                measured(2, "ours", HOT, 10),
                measured(2, "floor", HOT, 20),
                measured(3, "ours", HOT, 700),
                measured(3, "floor", HOT, 1_000)));

        assertThat(results.ratio(Measurement::decisionsPerSecond, "ours", HOT, "floor", HOT))
                .isEqualTo(0.7);
    }

    @Test
    void ratio_comparesLoads() {
        var results = new Results(List.of(measured(1, "ours", HOT, 90), measured(1, "ours", SPREAD, 100)));

        assertThat(results.ratio(Measurement::decisionsPerSecond, "ours", HOT, "ours", SPREAD))
                .isEqualTo(0.9);
    }

    @Test
    void ratio_isNoNumber_whereOneWasNotMeasured() {
        var results = new Results(List.of(measured(1, "ours", HOT, 90)));

        assertThat(results.ratio(Measurement::decisionsPerSecond, "ours", HOT, "floor", HOT))
                .isNaN();
    }

    @Test
    void median_isOfTheRoundsOfOneLoad() {
        var results = new Results(List.of(
                measured(1, "ours", HOT, 90),
                measured(2, "ours", HOT, 110),
                measured(3, "ours", HOT, 100),
                measured(1, "ours", SPREAD, 5)));

        assertThat(results.median("ours", HOT, Measurement::decisionsPerSecond)).isEqualTo(100);
        assertThat(results.median("theirs", HOT, Measurement::decisionsPerSecond))
                .isNaN();
    }

    private static Measurement measured(int round, String contestant, Load load, long decisions) {
        return new Measurement(round, contestant, load, new Sample(decisions, decisions, 1, 100, 200), 400);
    }
}
