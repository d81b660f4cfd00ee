package dev.tollgate.benchmarks.startup;

import dev.tollgate.benchmarks.figures.Results;
import dev.tollgate.benchmarks.figures.ResultsFile;
import dev.tollgate.benchmarks.figures.Rounds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;

/** Measures fresh processes, prints the tables and writes the raw figures. */
final class Main {
    /** What starts differs from process to process: fewer would not do. */
    private static final int FEWEST_ROUNDS = 9;

    private Main() {}

    /**
     * Runs everything.
     *
     * @param arguments how many rounds at least, a time that is not used here, and the folder of this module
     * @throws Exception if something does not start or cannot be written
     */
    public static void main(String[] arguments) throws Exception {
        var count = Math.max(FEWEST_ROUNDS, Integer.parseInt(arguments[0]));
        var rounds = new Rounds(count, Duration.ZERO);
        var folder = Path.of(arguments[2]);
        var zips = new FunctionZips(
                folder.resolveSibling("functions/proxy/target/proxy.zip"), Files.createTempDirectory("startup"));
        try (var surroundings = new Surroundings(zips.folder())) {
            var contestants = Contestants.of(zips, surroundings);
            var results = new Results<>(rounds.run(List.of(Start.values()), contestants));
            System.out.println(new Report(contestants, results, Files.size(zips.proxy())));
            var figures = new LinkedHashMap<String, Object>();
            figures.put("measurements", results.measurements());
            figures.put("targets", Target.of(results, Files.size(zips.proxy())));
            ResultsFile.write(folder.resolve("results/startup.json"), Instant.now(), rounds, figures);
        }
    }
}
