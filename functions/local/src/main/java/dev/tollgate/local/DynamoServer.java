package dev.tollgate.local;

import dev.tollgate.dynamodb.DynamoClients;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import org.eclipse.jetty.server.Server;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/**
 * DynamoDB Local on a free port of this machine, for other processes. Its own server would listen to the network too. Thread
 * safe.
 */
final class DynamoServer implements AutoCloseable {
    /** It takes any credentials. */
    private static final AwsBasicCredentials ANY = AwsBasicCredentials.create("local", "local");

    private final LocalDynamoDBRequestHandler database;
    private final Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    private final DynamoDbClient client;

    /** @throws IOException if it cannot listen */
    DynamoServer(Optional<DataFolder> folder) throws IOException {
        database = new LocalDynamoDBRequestHandler(
                0, folder.isEmpty(), folder.map(data -> data.path().toString()).orElse(null), true, false);
        server.setHandler(new LocalDynamoDBServerHandler(database, null));
        try {
            server.start();
        } catch (Exception e) {
            throw new IOException("DynamoDB Local does not start: " + e.getMessage(), e);
        }
        client = DynamoClients.builder(DynamoClients.Timeouts.PATIENT)
                .endpointOverride(uri())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(ANY))
                .build();
    }

    /** Where it listens. */
    URI uri() {
        return URI.create("http://localhost:" + server.getURI().getPort());
    }

    DynamoDbClient client() {
        return client;
    }

    @Override
    public void close() {
        client.close();
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("DynamoDB Local does not end", e);
        }
        database.shutdown();
    }
}
