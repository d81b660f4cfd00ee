package dev.tollgate.dynamodb;

import dev.tollgate.testkit.model.ModelRunner;
import dev.tollgate.testkit.model.Seeds;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The counters in DynamoDB on 100,000 random operations. */
@ExtendWith(DynamoDbLocalServer.class)
class RandomOperationsTest {
    private static final String TABLE = "random-operations";
    private static final int SEEDS = 200;
    private static final int OPERATIONS = 500;
    private static final int THREADS = 4;

    private final ModelRunner runner;

    RandomOperationsTest(DynamoDbClient client) {
        Tables.createCounters(client, TABLE);
        runner = new ModelRunner(new DynamoCounters(client, TABLE), new DynamoCorrections(client, TABLE), OPERATIONS);
    }

    @Test
    void everyOperation_answersAndCounts_asTheModelDoes() throws Exception {
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            var runs = Seeds.upTo(SEEDS)
                    .<Callable<Long>>mapToObj(seed -> () -> {
                        runner.run(seed);
                        return seed;
                    })
                    .toList();
            for (var run : threads.invokeAll(runs)) {
                run.get();
            }
        }
    }
}
