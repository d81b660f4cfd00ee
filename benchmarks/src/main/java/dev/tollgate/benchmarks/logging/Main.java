package dev.tollgate.benchmarks.logging;

import dev.tollgate.benchmarks.figures.MarkdownTable;
import dev.tollgate.benchmarks.figures.Results;
import dev.tollgate.benchmarks.figures.ResultsFile;
import dev.tollgate.benchmarks.figures.Rounds;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** Measures in fresh processes, prints the table and writes the raw figures. */
final class Main {
    private static final String LOAD = "a call";

    /** What starts differs from process to process: fewer would not do. */
    private static final int FEWEST_ROUNDS = 9;

    private Main() {}

    /**
     * Runs everything.
     *
     * @param arguments how many rounds at least, how many milliseconds a measurement, and the folder of this module
     */
    public static void main(String[] arguments) throws IOException {
        var count = Math.max(FEWEST_ROUNDS, Integer.parseInt(arguments[0]));
        var rounds = new Rounds(count, Duration.ofMillis(Long.parseLong(arguments[1])));
        var contestants = Stream.of(Way.values()).map(Main::contestant).toList();
        var results = new Results<>(rounds.run(List.of(LOAD), contestants));
        System.out.println(table(results));
        var figures = new LinkedHashMap<String, Object>();
        figures.put("measurements", results.measurements());
        ResultsFile.write(Path.of(arguments[2]).resolve("results/logging.json"), Instant.now(), rounds, figures);
    }

    private static Rounds.Contestant<String, Sample> contestant(Way way) {
        return new Rounds.Contestant<>() {
            @Override
            public boolean takes(String load) {
                return true;
            }

            @Override
            public Sample measure(int round, String load, Duration time) {
                return Sample.take(round, way, load, time);
            }
        };
    }

    private static MarkdownTable table(Results<String, Sample> results) {
        var table = new MarkdownTable("", "first call, ms", "a call, µs", "a call, bytes");
        for (var way : Way.values()) {
            table.add(
                    way.title(),
                    figure("%.0f", results, way, Sample::firstMillis),
                    figure("%.1f", results, way, Sample::microsPerCall),
                    figure("%.0f", results, way, Sample::bytesPerCall));
        }
        return table;
    }

    private static String figure(
            String format, Results<String, Sample> results, Way way, ToDoubleFunction<Sample> figure) {
        return String.format(Locale.ROOT, format, results.median(way.title(), LOAD, figure));
    }
}
