package dev.tollgate.benchmarks.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ResultsTest {
    private static final String HOT = "hot";
    private static final String SPREAD = "spread";

    private record Figure(int round, String contestant, String load, double value) implements Measured<String> {}

    @Test
    void ratio_isTheMedianOfTheRatiosWithinEachRound() {
        var results = new Results<>(List.of(
                measured(1, "ours", HOT, 90),
                measured(1, "floor", HOT, 100),
                measured(2, "ours", HOT, 10),
                measured(2, "floor", HOT, 20),
                measured(3, "ours", HOT, 700),
                measured(3, "floor", HOT, 1_000)));

        assertThat(results.ratio(Figure::value, "ours", HOT, "floor", HOT)).isEqualTo(0.7);
    }

    @Test
    void ratio_comparesLoads() {
        var results = new Results<>(List.of(measured(1, "ours", HOT, 90), measured(1, "ours", SPREAD, 100)));

        assertThat(results.ratio(Figure::value, "ours", HOT, "ours", SPREAD)).isEqualTo(0.9);
    }

    @Test
    void ratio_isNoNumber_whereOneWasNotMeasured() {
        var results = new Results<>(List.of(measured(1, "ours", HOT, 90)));

        assertThat(results.ratio(Figure::value, "ours", HOT, "floor", HOT)).isNaN();
    }

    @Test
    void median_isOfTheRoundsOfOneLoad() {
        var results = new Results<>(List.of(
                measured(1, "ours", HOT, 90),
                measured(2, "ours", HOT, 110),
                measured(3, "ours", HOT, 100),
                measured(1, "ours", SPREAD, 5)));

        assertThat(results.median("ours", HOT, Figure::value)).isEqualTo(100);
        assertThat(results.median("theirs", HOT, Figure::value)).isNaN();
    }

    @Test
    void medianOfRounds_calculatesEachRoundByItself_andLeavesOutThoseWithoutAFigure() {
        var results = new Results<>(List.of(
                measured(1, "ours", HOT, 30),
                measured(1, "floor", HOT, 10),
                measured(2, "ours", HOT, 500),
                measured(2, "floor", HOT, 450),
                measured(3, "ours", HOT, 7)));

        var added = results.medianOfRounds(
                round -> round.figure("ours", HOT, Figure::value) - round.figure("floor", HOT, Figure::value));

        assertThat(added).isEqualTo(35);
    }

    private static Figure measured(int round, String contestant, String load, double value) {
        return new Figure(round, contestant, load, value);
    }
}
