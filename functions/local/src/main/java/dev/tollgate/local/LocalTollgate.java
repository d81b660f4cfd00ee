package dev.tollgate.local;

import dev.tollgate.core.Redacted;
import dev.tollgate.core.Stage;
import dev.tollgate.local.demo.DemoModel;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Both stages on one machine, with a model to talk to. To be closed. */
final class LocalTollgate implements AutoCloseable {
    private final Settings settings;
    private final Optional<DataFolder> folder;
    private final LocalSecrets secrets;
    private final Platform platform;
    private final DemoModel demoModel = new DemoModel();
    private final LocalStage production;
    private final LocalStage sandbox;
    private final HttpFront front;

    /**
     * Starts both stages and seeds them.
     *
     * @param log where calls are recorded
     * @throws IOException if the port is taken, the data cannot be kept or a function is not packaged, with a message for the
     *     user
     */
    LocalTollgate(Settings settings, PrintStream log) throws IOException {
        this.settings = settings;
        folder = settings.data().isEmpty() ? Optional.empty() : Optional.of(DataFolder.claim(Path.of(settings.data())));
        secrets = new LocalSecrets(folder, new SecureRandom());
        platform = platform(log);
        production = seeded(Stage.PRODUCTION);
        sandbox = seeded(Stage.SANDBOX);
        front = new HttpFront(
                settings.port(),
                Map.of(
                        Stage.PRODUCTION, platform.functions(production),
                        Stage.SANDBOX, platform.functions(sandbox)));
    }

    /** Where it listens, without a path. */
    URI uri() {
        return front.uri();
    }

    /** How the functions run. */
    Launch launch() {
        return settings.launch();
    }

    /** What stands behind the backends. */
    List<Provider> providers() {
        return settings.providers();
    }

    Platform platform() {
        return platform;
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

    /** Opens the admin function of both stages; as lasting as the keys. */
    Redacted adminToken() throws IOException {
        return secrets.adminToken();
    }

    /** Breaks off the calls in flight, and ends once they have settled. */
    @Override
    public void close() throws IOException {
        platform.endCalls();
        front.close();
        demoModel.close();
        platform.close();
        if (folder.isPresent()) {
            folder.get().close();
        }
    }

    private Platform platform(PrintStream log) throws IOException {
        return switch (settings.launch()) {
            case IN_PROCESS -> new InProcessPlatform(folder, settings, providerKeys(), adminToken(), log);
            case PACKAGED ->
                new PackagedPlatform(Zips.ofTheBuild(), folder, settings, providerKeys(), adminToken(), log);
        };
    }

    private LocalStage seeded(Stage stage) throws IOException {
        var local = new LocalStage(stage, secrets.pepper(stage.id()), platform.tables());
        Seeds.policies().forEach(local::seed);
        local.put(Seeds.demo(demoModel.baseUrl()));
        settings.providers().forEach(provider -> local.put(provider.backend(demoModel.baseUrl())));
        Seeds.subscriptions().forEach(local::seed);
        return local;
    }

    /** By the names that backends have for them. */
    private Map<String, Redacted> providerKeys() {
        var keys = new HashMap<String, Redacted>();
        var demo = new Redacted("demo");
        keys.put(Seeds.DEMO_BACKEND, demo);
        settings.providers()
                .forEach(provider -> keys.put(provider.backend(), provider.isReal() ? provider.key() : demo));
        return keys;
    }
}
