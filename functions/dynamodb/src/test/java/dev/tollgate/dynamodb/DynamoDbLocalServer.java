package dev.tollgate.dynamodb;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.dynamodb.services.local.server.DynamoDBProxyServer;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/** One DynamoDB Local in memory for all tests of this module; a test takes a {@link DynamoDbClient} as parameter. */
final class DynamoDbLocalServer implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == DynamoDbClient.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return Started.CLIENT;
    }

    /** A client of its own whose replies may be tampered with. */
    static DynamoDbClient client(ExecutionInterceptor interceptor) {
        return Started.client(interceptor);
    }

    private static final class Started {
        private static final URI ENDPOINT = start();
        private static final DynamoDbClient CLIENT = client(new ExecutionInterceptor() {});

        private static DynamoDbClient client(ExecutionInterceptor interceptor) {
            var builder = DynamoClients.builder(DynamoClients.Timeouts.PATIENT);
            return builder.overrideConfiguration(builder.overrideConfiguration().toBuilder()
                            .addExecutionInterceptor(interceptor)
                            .build())
                    .endpointOverride(ENDPOINT)
                    .region(Region.US_EAST_1)
                    .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                    .build();
        }

        private static URI start() {
            try {
                var port = freePort();
                var handler = new LocalDynamoDBRequestHandler(0, true, null, true, false);
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
