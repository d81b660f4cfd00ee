package dev.tollgate.benchmarks.startup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.benchmarks.figures.Results;
import dev.tollgate.testkit.lambda.Deployment;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final List<Contestant> CONTESTANTS = List.of(
            contestant(Contestants.PROXY, Start.COLD),
            contestant(Contestants.MINIMAL, Start.COLD),
            contestant(Contestants.PROXY, Start.RESTORED));

    private static Contestant contestant(String name, Start start) {
        return new Contestant(name, start, Deployment.of(Path.of("none.zip"), "None"), "{}", 1);
    }

    private static Sample sample(String name, Start start, double end) {
        return new Sample(1, name, start, 900, 20, end - 1, end, 2, 4, 200);
    }

    @Test
    void targets_areRatiosOfTheSameRound() {
        var results = new Results<>(List.of(
                sample(Contestants.PROXY, Start.COLD, 600),
                sample(Contestants.MINIMAL, Start.COLD, 400),
                sample(Contestants.PROXY, Start.RESTORED, 5)));

        assertThat(Target.of(results, 15_500_000)).extracting(Target::measured).containsExactly(1.5, 1.25, 15.5);
        assertThat(Target.of(results, 15_500_000)).extracting(Target::isMet).containsExactly(false, true, true);
        assertThat(new Report(CONTESTANTS, results, 15_500_000).toString())
                .contains("missed", "met", Contestants.MINIMAL, "600", "From a snapshot");
    }
}
