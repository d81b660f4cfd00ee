package dev.tollgate.benchmarks.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoundsTest {
    private record Named(String name) implements Rounds.Contestant<String, String> {
        @Override
        public boolean takes(String load) {
            return !load.equals("none");
        }

        @Override
        public String measure(int round, String load, Duration time) {
            return "%d %s %s %d ms".formatted(round, load, name, time.toMillis());
        }
    }

    @Test
    void run_beginsEachRoundWithAnotherContestant_andKeepsAllButTheFirst() {
        var rounds = new Rounds(2, Duration.ofMillis(5));

        var measured = rounds.run(List.of("few", "none", "many"), List.of(new Named("a"), new Named("b")));

        assertThat(measured)
                .containsExactly(
                        "1 few b 5 ms",
                        "1 few a 5 ms",
                        "1 many b 5 ms",
                        "1 many a 5 ms",
                        "2 few a 5 ms",
                        "2 few b 5 ms",
                        "2 many a 5 ms",
                        "2 many b 5 ms");
    }
}
