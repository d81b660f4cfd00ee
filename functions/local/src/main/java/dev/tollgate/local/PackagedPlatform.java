package dev.tollgate.local;

import dev.tollgate.core.Redacted;
import dev.tollgate.local.function.PackagedFunction;
import dev.tollgate.proxy.function.SecretNames;
import dev.tollgate.proxy.function.Variable;
import dev.tollgate.testkit.lambda.Deployment;
import dev.tollgate.testkit.secrets.SecretsManagerStub;
import java.io.IOException;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The functions as they are deployed, with DynamoDB Local and a stand-in for Secrets Manager on ports of this machine. Thread
 * safe.
 */
final class PackagedPlatform implements Platform {
    private static final String WRAPPER = "/var/task/tollgate-runtime";

    /** Lambda would start a process for each call that comes meanwhile: one process for all is gentler to a laptop. */
    private static final int CALLS_AT_ONCE = 16;

    private final InstantSource clock = InstantSource.system();
    private final Zips zips;
    private final DynamoServer tables;
    private final SecretsManagerStub secrets = new SecretsManagerStub();
    private final Settings settings;
    private final Map<String, Redacted> providerKeys;
    private final Redacted adminToken;
    private final PrintStream log;
    private final List<PackagedFunction> started = new CopyOnWriteArrayList<>();

    /**
     * Opens the tables of a folder, or new ones in memory.
     *
     * @throws IOException if a port cannot be had
     */
    PackagedPlatform(
            Zips zips,
            Optional<DataFolder> folder,
            Settings settings,
            Map<String, Redacted> providerKeys,
            Redacted adminToken,
            PrintStream log)
            throws IOException {
        this.zips = zips;
        this.tables = new DynamoServer(folder);
        this.settings = settings;
        this.providerKeys = providerKeys;
        this.adminToken = adminToken;
        this.log = log;
    }

    @Override
    public DynamoDbClient tables() {
        return tables.client();
    }

    SecretsManagerStub secrets() {
        return secrets;
    }

    @Override
    public StageFunctions functions(LocalStage stage) {
        return new StageFunctions(
                start(proxy(stage)),
                settings.replyMode(),
                Optional.of(new StageFunctions.Admin(start(admin(stage)), Authorizer.of(adminToken))));
    }

    /** The proxy function of a stage, and the secrets that it asks for. */
    Deployment proxy(LocalStage stage) {
        var names = secretsOf(stage);
        secrets.put(names.pepper(), HexFormat.of().formatHex(stage.pepper()));
        providerKeys.forEach((name, key) -> secrets.put(names.credential(name), key.reveal()));
        return function(Deployment.of(zips.proxy(), "dev.tollgate.proxy.function.ProxyFunction"), stage, "proxy")
                .with(Variable.REPLY_MODE.id(), settings.replyMode().id())
                .with(
                        Variable.ERROR_FORMAT.id(),
                        settings.gateway().errorFormat().id())
                .with(
                        Variable.MAX_BODY_BYTES.id(),
                        String.valueOf(settings.gateway().maxBodyBytes()))
                // This machine does everything at once.
                .with(Variable.STORE_TIMEOUT.id(), "15000")
                // The demo model is on this machine, and a provider's stand-in may be anywhere.
                .with(Variable.PLAIN_HTTP.id(), "true")
                .with(Variable.ALLOWED_NETWORKS.id(), "0.0.0.0/0,::/0")
                .with("AWS_ENDPOINT_URL_SECRETS_MANAGER", secrets.uri().toString());
    }

    private Deployment admin(LocalStage stage) {
        return function(Deployment.of(zips.admin(), "dev.tollgate.admin.function.AdminFunction"), stage, "admin")
                .with("TOLLGATE_ADMIN_ROLES", "admin=" + Authorizer.ROLE)
                .with("AWS_ENDPOINT_URL_SECRETS_MANAGER", secrets.uri().toString());
    }

    private static SecretNames secretsOf(LocalStage stage) {
        return new SecretNames("tollgate/%s/".formatted(stage.stage().id()));
    }

    private Deployment function(Deployment deployment, LocalStage stage, String function) {
        return deployment
                .withWrapper(WRAPPER)
                .withMaxConcurrency(CALLS_AT_ONCE)
                .with("AWS_LAMBDA_FUNCTION_NAME", stage.functionName(function))
                .with("AWS_ENDPOINT_URL_DYNAMODB", tables.uri().toString())
                .with(Variable.STAGE.id(), stage.stage().id())
                .with(Variable.CONFIGURATION_TABLE.id(), stage.configurationTable())
                .with(Variable.COUNTERS_TABLE.id(), stage.countersTable())
                .with(Variable.SECRETS_PREFIX.id(), secretsOf(stage).prefix());
    }

    private PackagedFunction start(Deployment deployment) {
        var function = new PackagedFunction(deployment, log, clock);
        started.add(function);
        return function;
    }

    @Override
    public void endCalls() {
        started.parallelStream().forEach(PackagedFunction::close);
    }

    @Override
    public void close() {
        secrets.close();
        tables.close();
    }
}
