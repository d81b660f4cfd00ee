package dev.tollgate.admin.function;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tollgate.admin.AdminHandler;
import dev.tollgate.admin.Administered;
import dev.tollgate.admin.FaultLog;
import dev.tollgate.admin.access.Authorisation;
import dev.tollgate.admin.access.GatewayIdentity;
import dev.tollgate.core.Stage;
import dev.tollgate.core.configuration.KeyHasher;
import dev.tollgate.dynamodb.DynamoAuditLog;
import dev.tollgate.dynamodb.DynamoClients;
import dev.tollgate.dynamodb.DynamoConfiguration;
import dev.tollgate.dynamodb.DynamoCorrections;
import dev.tollgate.dynamodb.DynamoHistory;
import dev.tollgate.dynamodb.DynamoKeyUse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.Map;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * The second function as it is deployed: its handler is this class's name. Thread safe: one serves all calls of its process.
 * It knows callers by what API Gateway has verified, and by nothing else.
 *
 * <p>Its first call connects to the table; whoever administers can wait for that, and a snapshot holds no connection.
 */
public final class AdminFunction implements RequestStreamHandler {
    private static final System.Logger LOGGER = System.getLogger(AdminFunction.class.getName());

    private final AdminHandler handler;

    /**
     * Starts as the environment says.
     *
     * @throws IllegalArgumentException if variables are missing or wrong: the message names each, and what to set
     */
    public AdminFunction() {
        this(System.getenv());
    }

    private AdminFunction(Map<String, String> variables) {
        this(AdminEnvironment.of(variables), DynamoClients.connections());
    }

    private AdminFunction(AdminEnvironment environment, SdkHttpClient connections) {
        this(
                environment,
                DynamoClients.builder(DynamoClients.Timeouts.PATIENT, connections)
                        .build(),
                SecretsManagerClient.builder().httpClient(connections).build(),
                logOf(environment.stage()));
    }

    AdminFunction(AdminEnvironment environment, DynamoDbClient tables, SecretsManagerClient secrets, FaultLog log) {
        var table = environment.configurationTable();
        var counters = environment.countersTable();
        var stored = new StageSecrets(secrets, environment.secretsPrefix());
        this.handler = new AdminHandler(
                new Administered(
                        environment.stage(),
                        new DynamoConfiguration(tables, table),
                        new DynamoAuditLog(tables, table),
                        new KeyHasher(stored::pepper),
                        stored,
                        new DynamoHistory(tables, counters),
                        new DynamoCorrections(tables, counters),
                        new DynamoKeyUse(tables, counters),
                        InstantSource.system()),
                new Authorisation(new GatewayIdentity(), environment.roles()),
                log);
    }

    @Override
    public void handleRequest(InputStream event, OutputStream out, Context context) throws IOException {
        handler.handleRequest(event, out, context);
    }

    private static FaultLog logOf(Stage stage) {
        return (requestId, fault) ->
                LOGGER.log(System.Logger.Level.ERROR, "%s: request %s failed".formatted(stage.id(), requestId), fault);
    }
}
