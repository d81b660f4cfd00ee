package dev.tollgate.dynamodb;

import dev.tollgate.core.configuration.AuditLog;
import dev.tollgate.core.configuration.ConfigurationStore;
import dev.tollgate.testkit.StoreContract;
import java.util.UUID;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

@ExtendWith(DynamoDbLocalServer.class)
class DynamoStoreTest extends StoreContract {
    private final DynamoDbClient client;
    private final String table = "configuration-" + UUID.randomUUID();

    DynamoStoreTest(DynamoDbClient client) {
        this.client = client;
        Tables.createConfiguration(client, table);
    }

    @Override
    protected ConfigurationStore store() {
        return new DynamoConfiguration(client, table);
    }

    @Override
    protected AuditLog log() {
        return new DynamoAuditLog(client, table);
    }
}
