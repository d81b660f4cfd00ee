package dev.tollgate.benchmarks.processes;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

/** DynamoDB Local as a process of its own, in memory; it ends with this one. */
public final class LocalDynamo implements AutoCloseable {
    /** It takes any credentials. */
    private static final String KEY = "local";

    private final ServerProcess server;

    private LocalDynamo(ServerProcess server) {
        this.server = server;
    }

    /**
     * Starts it and waits until it listens.
     *
     * @throws IllegalStateException if it does not listen in time
     */
    public static LocalDynamo start() throws IOException, InterruptedException {
        var port = ServerProcess.freePort();
        var builder = ServerProcess.java(
                        List.of(
                                "-Xms1g",
                                "-Xmx2g",
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow"),
                        "software.amazon.dynamodb.services.local.main.ServerRunner",
                        "-inMemory",
                        "-disableTelemetry",
                        "-port",
                        String.valueOf(port))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        return new LocalDynamo(ServerProcess.start(builder, port));
    }

    /** A client of such a server. */
    public static DynamoDbClient client(URI endpoint, DynamoDbClientBuilder builder) {
        return builder.endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(KEY, KEY)))
                .build();
    }

    /** Where it listens. */
    public URI endpoint() {
        return server.uri();
    }

    @Override
    public void close() {
        server.close();
    }
}
