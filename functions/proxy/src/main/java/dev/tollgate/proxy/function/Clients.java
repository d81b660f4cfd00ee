package dev.tollgate.proxy.function;

import dev.tollgate.dynamodb.DynamoClients;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * What the function talks to AWS with. Thread safe.
 *
 * @param role the function's credentials
 * @param tables the stage's tables, on the path of a call
 * @param patient the same tables over the same connections, for whoever can wait
 * @param secrets the stage's secrets
 */
record Clients(
        AwsCredentialsProvider role, DynamoDbClient tables, DynamoDbClient patient, SecretsManagerClient secrets) {
    /**
     * With the role and the region that Lambda gives the function. Nothing is connected yet; all share one pool of
     * connections, so that one of them finds what another has opened.
     *
     * @param timeouts of the tables on the path of a call
     */
    static Clients ofTheFunction(DynamoClients.Timeouts timeouts) {
        var role = DefaultCredentialsProvider.builder().build();
        var connections = DynamoClients.connections();
        return new Clients(
                role,
                DynamoClients.builder(timeouts, connections)
                        .credentialsProvider(role)
                        .build(),
                DynamoClients.builder(DynamoClients.Timeouts.CONNECTING, connections)
                        .credentialsProvider(role)
                        .build(),
                SecretsManager.client()
                        .httpClient(connections)
                        .credentialsProvider(role)
                        .build());
    }
}
