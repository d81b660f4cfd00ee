package dev.tollgate.dynamodb;

import dev.tollgate.core.counter.Counters;
import dev.tollgate.testkit.CountersContract;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

@ExtendWith(DynamoDbLocalServer.class)
class DynamoCountersTest extends CountersContract {
    private static final String TABLE = "counters";

    private final DynamoDbClient client;

    DynamoCountersTest(DynamoDbClient client) {
        this.client = client;
    }

    @BeforeEach
    void createTable() {
        Tables.createCounters(client, TABLE);
    }

    @Override
    protected Counters counters() {
        return new DynamoCounters(client, TABLE);
    }
}
