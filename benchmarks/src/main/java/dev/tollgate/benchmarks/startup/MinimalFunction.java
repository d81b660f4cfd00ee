package dev.tollgate.benchmarks.startup;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The least that a function does which has a table: it reads one item, with whichever HTTP client the SDK finds. */
public final class MinimalFunction implements RequestStreamHandler {
    private static final Map<String, AttributeValue> KEY =
            Map.of("pk", AttributeValue.fromS("Policy"), "sk", AttributeValue.fromS("none"));

    private final DynamoDbClient client = DynamoDbClient.create();

    @Override
    public void handleRequest(InputStream event, OutputStream out, Context context) throws IOException {
        var found = client.getItem(request -> request.tableName("configuration").key(KEY));
        out.write("{\"statusCode\":200,\"body\":\"%s\"}"
                .formatted(found.hasItem())
                .getBytes(UTF_8));
    }
}
