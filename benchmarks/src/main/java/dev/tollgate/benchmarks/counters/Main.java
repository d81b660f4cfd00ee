package dev.tollgate.benchmarks.counters;

import dev.tollgate.benchmarks.figures.Results;
import dev.tollgate.benchmarks.figures.ResultsFile;
import dev.tollgate.benchmarks.figures.Rounds;
import dev.tollgate.benchmarks.processes.LocalDynamo;
import dev.tollgate.dynamodb.Tables;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

/** Measures, prints the tables and writes the raw figures. */
final class Main {
    private static final int COUNTED_TRIES = 1_000;
    private static final Load AT_THE_LIMIT = new Load(32, 1);
    private static final int LIMIT = 500;
    private static final int TRIES_AT_THE_LIMIT = 1_500;

    /** The first leaves no window without room, the second takes two updates for a call that may stop between them. */
    private static final Set<String> WITHOUT_A_LIMIT = Set.of(Contestants.RESERVE, Contestants.TWO_RAW_UPDATES);

    private Main() {}

    /**
     * Runs everything.
     *
     * @param arguments how many rounds, how many milliseconds a measurement, and the folder of this module
     * @throws Exception if something does not start or cannot be written
     */
    public static void main(String[] arguments) throws Exception {
        var rounds = new Rounds(Integer.parseInt(arguments[0]), Duration.ofMillis(Long.parseLong(arguments[1])));
        var folder = Path.of(arguments[2]);
        try (var server = LocalDynamo.start();
                var store = Store.plain(server.endpoint())) {
            Tables.createCounters(store.client(), Store.TABLE);
            Bucket4j.createTable(store.older());
            var contestants = Contestants.of(server, store, folder);
            var results = new Results<>(rounds.run(Load.ALL, contestants));
            System.err.println("counting requests");
            var costs = costs(contestants);
            var atTheLimit = atTheLimit(contestants);
            contestants.forEach(Contestant::close);
            System.out.println(new Report(contestants, results, costs, atTheLimit, LIMIT));
            var figures = new LinkedHashMap<String, Object>();
            figures.put("measurements", results.measurements());
            figures.put("costs", costs);
            figures.put("atTheLimit", atTheLimit);
            figures.put("targets", Target.of(results));
            ResultsFile.write(folder.resolve("results/counters.json"), Instant.now(), rounds, figures);
        }
    }

    private static List<Count> costs(List<Contestant> contestants) {
        return Load.ALL.stream()
                .flatMap(load -> contestants.stream()
                        .filter(contestant -> contestant.takes(load))
                        .map(contestant -> new Count(
                                contestant.name(), load, contestant.count(load, COUNTED_TRIES, 1_000_000_000_000L))))
                .toList();
    }

    private static List<Count> atTheLimit(List<Contestant> contestants) {
        return contestants.stream()
                .filter(contestant -> !WITHOUT_A_LIMIT.contains(contestant.name()))
                .map(contestant -> new Count(
                        contestant.name(), AT_THE_LIMIT, contestant.count(AT_THE_LIMIT, TRIES_AT_THE_LIMIT, LIMIT)))
                .toList();
    }
}
