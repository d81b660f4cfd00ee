package dev.tollgate.local;

import dev.tollgate.admin.AdminHandler;
import dev.tollgate.admin.Administered;
import dev.tollgate.admin.access.Authorisation;
import dev.tollgate.admin.access.Role;
import dev.tollgate.admin.access.Roles;
import dev.tollgate.admin.access.TokenIdentity;
import dev.tollgate.core.Redacted;
import dev.tollgate.core.configuration.CachedConfiguration;
import dev.tollgate.local.function.InProcessFunction;
import dev.tollgate.local.function.LocalFunction;
import dev.tollgate.proxy.JsonCallLog;
import dev.tollgate.proxy.function.StageParts;
import dev.tollgate.upstream.http.Destinations;
import dev.tollgate.upstream.http.UpstreamClient;
import dev.tollgate.upstream.http.UpstreamLimits;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.dynamodb.services.local.embedded.DynamoDBEmbedded;
import software.amazon.dynamodb.services.local.shared.access.AmazonDynamoDBLocal;

/** Everything in this process: DynamoDB Local by calls of methods, the functions as objects. Thread safe. */
final class InProcessPlatform implements Platform {
    /** DynamoDB Local reports its starts to AWS unless it is told not to. */
    private static final boolean NO_TELEMETRY = true;

    private final InstantSource clock = InstantSource.system();
    private final UpstreamClient upstream = new UpstreamClient(UpstreamLimits.DEFAULT, Destinations.ANY);
    private final AmazonDynamoDBLocal database;
    private final Settings settings;
    private final Map<String, Redacted> providerKeys;
    private final Redacted adminToken;
    private final PrintStream log;

    /** Opens the tables of a folder, or new ones in memory. */
    InProcessPlatform(
            Optional<DataFolder> folder,
            Settings settings,
            Map<String, Redacted> providerKeys,
            Redacted adminToken,
            PrintStream log) {
        this.database = folder.map(
                        data -> DynamoDBEmbedded.create(data.database().toFile(), NO_TELEMETRY))
                .orElseGet(() -> DynamoDBEmbedded.create(NO_TELEMETRY));
        this.settings = settings;
        this.providerKeys = providerKeys;
        this.adminToken = adminToken;
        this.log = log;
    }

    @Override
    public DynamoDbClient tables() {
        return database.dynamoDbClient();
    }

    @Override
    public StageFunctions functions(LocalStage stage) {
        var credentials = new LocalCredentials(providerKeys);
        return new StageFunctions(
                proxy(stage, credentials),
                settings.replyMode(),
                Optional.of(new StageFunctions.Admin(admin(stage, credentials), Authorizer.NONE)));
    }

    private LocalFunction proxy(LocalStage stage, LocalCredentials credentials) {
        var handler = new StageParts(
                        stage.stage(),
                        settings.gateway(),
                        settings.replyMode(),
                        new CachedConfiguration(stage.configuration(), clock),
                        stage.hasher(),
                        stage.counters(),
                        stage.keyUse(),
                        upstream,
                        credentials,
                        LocalStage.signer(clock),
                        new JsonCallLog(stage.stage(), log),
                        clock)
                .handler();
        return new InProcessFunction(stage.functionName("proxy"), handler, clock);
    }

    private LocalFunction admin(LocalStage stage, LocalCredentials credentials) {
        var roles = new Roles(Map.of(TokenIdentity.HOLDER, Role.ADMIN));
        var handler = new AdminHandler(
                new Administered(
                        stage.stage(),
                        stage.configuration(),
                        stage.audit(),
                        stage.hasher(),
                        credentials,
                        stage.history(),
                        stage.corrections(),
                        stage.keyUse(),
                        clock),
                new Authorisation(new TokenIdentity(adminToken), roles),
                (requestId, fault) -> log.printf("admin request %s failed: %s%n", requestId, fault));
        return new InProcessFunction(stage.functionName("admin"), handler, clock);
    }

    @Override
    public void endCalls() {
        upstream.close();
    }

    @Override
    public void close() {
        database.shutdown();
    }
}
