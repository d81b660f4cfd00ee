package dev.tollgate.benchmarks.counters;

import com.amazonaws.services.dynamodbv2.AmazonDynamoDB;
import com.amazonaws.services.dynamodbv2.model.AttributeDefinition;
import com.amazonaws.services.dynamodbv2.model.CreateTableRequest;
import com.amazonaws.services.dynamodbv2.model.KeySchemaElement;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.distributed.proxy.ClientSideConfig;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.dynamodb.v1.DynamoDBProxyManager;
import java.time.Duration;

/** bucket4j with its own DynamoDB back end: a bucket for each owner, changed by compare-and-swap of its state. */
final class Bucket4j {
    private static final String TABLE = "buckets";

    private Bucket4j() {}

    static void createTable(AmazonDynamoDB client) {
        client.createTable(new CreateTableRequest()
                .withTableName(TABLE)
                .withBillingMode("PAY_PER_REQUEST")
                .withKeySchema(new KeySchemaElement("key", "HASH"))
                .withAttributeDefinitions(new AttributeDefinition("key", "S")));
    }

    static Decider over(Store store, String prefix, long limit) {
        ProxyManager<String> buckets =
                DynamoDBProxyManager.stringKey(store.older(), TABLE, ClientSideConfig.getDefault());
        var configuration = BucketConfiguration.builder()
                .addLimit(bandwidth -> bandwidth.capacity(limit).refillIntervally(limit, Duration.ofDays(1)))
                .build();
        return number ->
                buckets.builder().build(prefix + number, () -> configuration).tryConsume(1);
    }
}
