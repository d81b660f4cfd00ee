package dev.tollgate.dynamodb;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.dynamodb.services.local.embedded.DynamoDBEmbedded;
import software.amazon.dynamodb.services.local.server.DynamoDBProxyServer;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/** One DynamoDB Local in memory for all tests of this module; a test takes a {@link DynamoDbClient} as parameter. */
final class DynamoDbLocalServer implements ParameterResolver {
    /** A counter table that is there from the start. */
    static final String COUNTERS = "counters";

    private static final boolean NO_TELEMETRY = true;

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == DynamoDbClient.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return Started.CLIENT;
    }

    /** Another one, called without HTTP: for tests that call it so often that most of their time would go there. */
    static DynamoDbClient embedded() {
        return DynamoDBEmbedded.create(NO_TELEMETRY).dynamoDbClient();
    }

    /** A client of its own, whose requests and replies may be tampered with. */
    static DynamoDbClient client(ExecutionInterceptor... interceptors) {
        return client(DynamoClients.Timeouts.PATIENT, interceptors);
    }

    /** The same that waits no longer than this. Tampering comes before whatever the client does itself. */
    static DynamoDbClient client(DynamoClients.Timeouts timeouts, ExecutionInterceptor... interceptors) {
        var builder = DynamoClients.builder(timeouts);
        var configuration = builder.overrideConfiguration();
        var all = Stream.concat(Stream.of(interceptors), configuration.executionInterceptors().stream());
        return builder.overrideConfiguration(configuration.toBuilder()
                        .executionInterceptors(all.toList())
                        .build())
                .endpointOverride(Started.ENDPOINT)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .build();
    }

    private static final class Started {
        private static final URI ENDPOINT = start();
        private static final DynamoDbClient CLIENT = withCounters(client());

        private static DynamoDbClient withCounters(DynamoDbClient client) {
            Tables.createCounters(client, COUNTERS);
            return client;
        }

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
