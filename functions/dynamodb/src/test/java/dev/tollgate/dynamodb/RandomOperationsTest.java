package dev.tollgate.dynamodb;

import dev.tollgate.testkit.model.ModelRunner;
import dev.tollgate.testkit.model.Seeds;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The counters in DynamoDB on 100,000 random operations. */
class RandomOperationsTest {
    private static final String TABLE = "random-operations";
    private static final int SEEDS = 200;
    private static final int OPERATIONS = 500;
    /** Each does one thing at a time. */
    private static final int DATABASES = 2;

    @Test
    void everyOperation_answersAndCounts_asTheModelDoes() throws Exception {
        try (var threads = Executors.newFixedThreadPool(DATABASES)) {
            var runs = IntStream.range(0, DATABASES)
                    .<Callable<Integer>>mapToObj(database -> () -> {
                        var runner = runner();
                        Seeds.upTo(SEEDS)
                                .filter(seed -> seed % DATABASES == database)
                                .forEach(runner::run);
                        return database;
                    })
                    .toList();
            for (var run : threads.invokeAll(runs)) {
                run.get();
            }
        }
    }

    private static ModelRunner runner() {
        var client = DynamoDbLocalServer.embedded();
        Tables.createCounters(client, TABLE);
        return new ModelRunner(new DynamoCounters(client, TABLE), new DynamoCorrections(client, TABLE), OPERATIONS);
    }
}
