package dev.tollgate.template;

import dev.tollgate.dynamodb.DynamoClients;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import org.eclipse.jetty.server.Server;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/** DynamoDB Local in memory, for other processes of this machine alone. To be closed. */
final class TablesServer implements AutoCloseable {
    private final LocalDynamoDBRequestHandler database = new LocalDynamoDBRequestHandler(0, true, null, true, false);
    private final Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    private final DynamoDbClient client;

    TablesServer() throws IOException {
        server.setHandler(new LocalDynamoDBServerHandler(database, null));
        try {
            server.start();
        } catch (Exception e) {
            throw new IOException("DynamoDB Local does not start", e);
        }
        client = DynamoClients.builder(DynamoClients.Timeouts.PATIENT)
                .endpointOverride(uri())
                .region(Region.of(Stages.REGION))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .build();
    }

    URI uri() {
        return URI.create("http://localhost:" + server.getURI().getPort());
    }

    /** One that may do everything. */
    DynamoDbClient client() {
        return client;
    }

    @Override
    public void close() throws IOException {
        client.close();
        try {
            server.stop();
        } catch (Exception e) {
            throw new IOException("DynamoDB Local does not end", e);
        }
        database.shutdown();
    }
}
