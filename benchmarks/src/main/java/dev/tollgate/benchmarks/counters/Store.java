package dev.tollgate.benchmarks.counters;

import com.amazonaws.ClientConfiguration;
import com.amazonaws.auth.AWSStaticCredentialsProvider;
import com.amazonaws.auth.BasicAWSCredentials;
import com.amazonaws.client.builder.AwsClientBuilder.EndpointConfiguration;
import com.amazonaws.services.dynamodbv2.AmazonDynamoDB;
import com.amazonaws.services.dynamodbv2.AmazonDynamoDBClientBuilder;
import dev.tollgate.benchmarks.processes.LocalDynamo;
import dev.tollgate.dynamodb.DynamoClients;
import java.net.URI;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The clients of one server.
 *
 * @param client that of all but bucket4j
 * @param older version 1 of the SDK, which bucket4j's back end is written for
 */
record Store(DynamoDbClient client, AmazonDynamoDB older) implements AutoCloseable {
    /** Where all but bucket4j and Node count. */
    static final String TABLE = "counters";

    private static final String KEY = "local";
    private static final int CONNECTIONS = 128;

    static Store plain(URI endpoint) {
        return new Store(
                LocalDynamo.client(endpoint, DynamoClients.builder(DynamoClients.Timeouts.PATIENT)),
                older(endpoint, AmazonDynamoDBClientBuilder.standard()));
    }

    /** The same, with every request counted. */
    static Store counting(URI endpoint, Requests requests) {
        var builder = DynamoClients.builder(DynamoClients.Timeouts.PATIENT);
        var counted = builder.overrideConfiguration().toBuilder()
                .addExecutionInterceptor(new CountingInterceptor(requests))
                .build();
        return new Store(
                LocalDynamo.client(endpoint, builder.overrideConfiguration(counted)),
                older(
                        endpoint,
                        AmazonDynamoDBClientBuilder.standard()
                                .withRequestHandlers(new CountingRequestHandler(requests))));
    }

    @Override
    public void close() {
        client.close();
        older.shutdown();
    }

    private static AmazonDynamoDB older(URI endpoint, AmazonDynamoDBClientBuilder builder) {
        return builder.withEndpointConfiguration(new EndpointConfiguration(endpoint.toString(), Region.US_EAST_1.id()))
                .withCredentials(new AWSStaticCredentialsProvider(new BasicAWSCredentials(KEY, KEY)))
                .withClientConfiguration(new ClientConfiguration().withMaxConnections(CONNECTIONS))
                .build();
    }
}
