package dev.tollgate.dynamodb;

import dev.tollgate.core.counter.CounterHistory;
import dev.tollgate.core.counter.Counters;
import dev.tollgate.testkit.CounterHistoryContract;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

@ExtendWith(DynamoDbLocalServer.class)
class DynamoHistoryTest extends CounterHistoryContract {
    private final DynamoDbClient client;

    DynamoHistoryTest(DynamoDbClient client) {
        this.client = client;
    }

    @Override
    protected Counters counters() {
        return new DynamoCounters(client, DynamoDbLocalServer.COUNTERS);
    }

    @Override
    protected CounterHistory history() {
        return new DynamoHistory(client, DynamoDbLocalServer.COUNTERS);
    }
}
