package dev.tollgate.benchmarks.gateway;

import dev.tollgate.benchmarks.figures.Results;
import dev.tollgate.benchmarks.figures.ResultsFile;
import dev.tollgate.benchmarks.figures.Rounds;
import dev.tollgate.benchmarks.processes.LocalDynamo;
import dev.tollgate.dynamodb.DynamoClients;
import dev.tollgate.dynamodb.Tables;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;

/** Measures, prints the tables and writes the raw figures. */
final class Main {
    private static final List<Load> WARMING_UP =
            List.of(new Load(Kind.WHOLE, 16), new Load(Kind.STREAMED, 16), new Load(Kind.COUNTER_WRITE, 16));

    private static final int TIMES_AS_LONG = 3;

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
        try (var provider = new StubProvider();
                var dynamo = LocalDynamo.start()) {
            createTable(dynamo);
            var contestants = Contestants.start(provider.uri(), dynamo, folder);
            warmUp(contestants, rounds.time().multipliedBy(TIMES_AS_LONG));
            var results = new Results<>(rounds.run(Load.ALL, contestants));
            contestants.forEach(Contestant::close);
            System.out.println(
                    new Report(contestants.stream().map(Contestant::name).toList(), results));
            var figures = new LinkedHashMap<String, Object>();
            figures.put("measurements", results.measurements());
            figures.put("targets", Target.of(results));
            ResultsFile.write(folder.resolve("results/gateway.json"), Instant.now(), rounds, figures);
        }
    }

    /** The round that is thrown away is too short for all of this code to be compiled, which would cost the first ones. */
    private static void warmUp(List<Contestant> contestants, Duration time) {
        System.err.println("compiling");
        for (var load : WARMING_UP) {
            contestants.stream().filter(contestant -> contestant.takes(load)).forEach(each -> each.measure(load, time));
        }
    }

    private static void createTable(LocalDynamo dynamo) {
        try (var client =
                LocalDynamo.client(dynamo.endpoint(), DynamoClients.builder(DynamoClients.Timeouts.PATIENT))) {
            Tables.createCounters(client, TollgateProcess.TABLE);
        }
    }
}
