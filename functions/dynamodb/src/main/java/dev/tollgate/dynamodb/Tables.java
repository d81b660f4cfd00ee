package dev.tollgate.dynamodb;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** Creates the tables where no template does: on a laptop and in tests. */
public final class Tables {
    private Tables() {}

    /** Creates a stage's counter table unless it exists. */
    public static void createCounters(DynamoDbClient client, String table) {
        create(client, table, CounterTable.PARTITION_KEY, CounterTable.SORT_KEY);
    }

    /** Creates a stage's configuration table unless it exists. */
    public static void createConfiguration(DynamoDbClient client, String table) {
        create(client, table, ConfigurationTable.PARTITION_KEY, ConfigurationTable.SORT_KEY);
    }

    private static void create(DynamoDbClient client, String table, String partitionKey, String sortKey) {
        try {
            client.createTable(CreateTableRequest.builder()
                    .tableName(table)
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .keySchema(key(partitionKey, KeyType.HASH), key(sortKey, KeyType.RANGE))
                    .attributeDefinitions(text(partitionKey), text(sortKey))
                    .build());
        } catch (ResourceInUseException _) {
            // It exists: with data in a folder, from an earlier run.
        }
    }

    private static KeySchemaElement key(String attribute, KeyType type) {
        return KeySchemaElement.builder().attributeName(attribute).keyType(type).build();
    }

    private static AttributeDefinition text(String attribute) {
        return AttributeDefinition.builder()
                .attributeName(attribute)
                .attributeType(ScalarAttributeType.S)
                .build();
    }
}
