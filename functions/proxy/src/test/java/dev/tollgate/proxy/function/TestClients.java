package dev.tollgate.proxy.function;

import dev.tollgate.dynamodb.DynamoClients;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.dynamodb.services.local.server.DynamoDBProxyServer;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/** Clients of stand-ins on this machine; DynamoDB Local is one for all tests. */
final class TestClients {
    static final StaticCredentialsProvider ROLE =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));

    private TestClients() {}

    static Clients of(URI secretsManager) {
        return new Clients(ROLE, tables(), tables(), secrets(secretsManager));
    }

    /** Patient: this machine does everything at once. */
    static DynamoDbClient tables() {
        return DynamoClients.builder(DynamoClients.Timeouts.PATIENT, DynamoClients.connections())
                .endpointOverride(Started.ENDPOINT)
                .region(Region.US_EAST_1)
                .credentialsProvider(ROLE)
                .build();
    }

    static SecretsManagerClient secrets(URI endpoint) {
        return SecretsManager.client()
                .httpClient(DynamoClients.connections())
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(ROLE)
                .build();
    }

    private static final class Started {
        private static final URI ENDPOINT = start();

        private static URI start() {
            try {
                var handler = new LocalDynamoDBRequestHandler(0, true, null, true, false);
                var port = freePort();
                new DynamoDBProxyServer(port, new LocalDynamoDBServerHandler(handler, null)).start();
                return URI.create("http://localhost:" + port);
            } catch (Exception e) {
                throw new IllegalStateException("DynamoDB Local does not start", e);
            }
        }

        private static int freePort() throws IOException {
            try (var socket = new ServerSocket(0)) {
                return socket.getLocalPort();
            }
        }
    }
}
