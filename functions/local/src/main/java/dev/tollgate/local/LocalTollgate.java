package dev.tollgate.local;

import dev.tollgate.core.Redacted;
import dev.tollgate.core.Stage;
import dev.tollgate.local.demo.DemoModel;
import dev.tollgate.proxy.JsonCallLog;
import dev.tollgate.upstream.Credential;
import dev.tollgate.upstream.Credentials;
import dev.tollgate.upstream.http.Destinations;
import dev.tollgate.upstream.http.UpstreamClient;
import dev.tollgate.upstream.http.UpstreamLimits;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.dynamodb.services.local.embedded.DynamoDBEmbedded;
import software.amazon.dynamodb.services.local.shared.access.AmazonDynamoDBLocal;

/** Both stages on one machine, with a model to talk to. To be closed. */
final class LocalTollgate implements AutoCloseable {
    /** DynamoDB Local reports its starts to AWS unless it is told not to. */
    private static final boolean NO_TELEMETRY = true;

    private final Optional<DataFolder> folder;
    private final AmazonDynamoDBLocal database;
    private final DemoModel demoModel = new DemoModel();
    private final UpstreamClient upstream = new UpstreamClient(UpstreamLimits.DEFAULT, Destinations.ANY);
    private final LocalSecrets secrets;
    private final LocalStage production;
    private final LocalStage sandbox;
    private final HttpFront front;
    private final Settings settings;

    /**
     * Starts both stages and seeds them.
     *
     * @param log where calls are recorded
     * @throws IOException if the port is taken or the data cannot be kept, with a message for the user
     */
    LocalTollgate(Settings settings, PrintStream log) throws IOException {
        this.settings = settings;
        folder = settings.data().isEmpty() ? Optional.empty() : Optional.of(DataFolder.claim(Path.of(settings.data())));
        database = open(folder);
        secrets = new LocalSecrets(folder, new SecureRandom());
        production = stage(Stage.PRODUCTION, settings, log);
        sandbox = stage(Stage.SANDBOX, settings, log);
        front = new HttpFront(
                settings.port(),
                Map.of(Stage.PRODUCTION, production.handler(), Stage.SANDBOX, sandbox.handler()),
                settings.replyMode(),
                InstantSource.system());
    }

    /** Where it listens, without a path. */
    URI uri() {
        return front.uri();
    }

    /** What stands behind the backends. */
    List<Provider> providers() {
        return settings.providers();
    }

    LocalStage stage(Stage stage) {
        return stage == Stage.PRODUCTION ? production : sandbox;
    }

    /** The key of a seeded subscription: the same one at every call, and after a restart with the same folder. */
    String demoKey(Stage stage, String subscription) throws IOException {
        return secrets.key(
                stage.id(),
                subscription,
                () -> stage(stage).issueKey(subscription).reveal());
    }

    /** Breaks off the calls in flight, and ends once they have settled. */
    @Override
    public void close() throws IOException {
        upstream.close();
        front.close();
        demoModel.close();
        database.shutdown();
        if (folder.isPresent()) {
            folder.get().close();
        }
    }

    private LocalStage stage(Stage stage, Settings settings, PrintStream log) throws IOException {
        var local = new LocalStage(
                stage,
                secrets.pepper(stage.id()),
                database.dynamoDbClient(),
                upstream,
                credentials(settings),
                new JsonCallLog(stage, log),
                settings.gateway(),
                settings.replyMode(),
                InstantSource.system());
        Seeds.policies().forEach(local::seed);
        local.put(Seeds.demo(demoModel.baseUrl()));
        settings.providers().forEach(provider -> local.put(provider.backend(demoModel.baseUrl())));
        Seeds.subscriptions().forEach(local::seed);
        return local;
    }

    private static Credentials credentials(Settings settings) {
        var keys = new HashMap<String, Credential>();
        keys.put(Seeds.DEMO_BACKEND, new Credential.Secret(new Redacted("demo")));
        settings.providers()
                .forEach(provider -> keys.put(
                        provider.backend(),
                        provider.isReal() ? new Credential.Secret(provider.key()) : keys.get(Seeds.DEMO_BACKEND)));
        keys.put(Credentials.AWS_ROLE, new Credential.AwsRole());
        return name -> Optional.ofNullable(keys.get(name));
    }

    private static AmazonDynamoDBLocal open(Optional<DataFolder> folder) {
        return folder.map(data ->
                        DynamoDBEmbedded.create(data.file("dynamodb-local.db").toFile(), NO_TELEMETRY))
                .orElseGet(() -> DynamoDBEmbedded.create(NO_TELEMETRY));
    }
}
