package dev.tollgate.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tollgate.core.Redacted;
import dev.tollgate.core.Stage;
import dev.tollgate.core.configuration.Backend;
import dev.tollgate.core.configuration.ConfigurationObject;
import dev.tollgate.core.configuration.Policy;
import dev.tollgate.core.configuration.Subscription;
import dev.tollgate.core.counter.CounterKey;
import dev.tollgate.core.counter.CounterState;
import dev.tollgate.core.counter.Owner;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.Quota;
import dev.tollgate.core.quota.WindowLength;
import dev.tollgate.core.quota.WindowUnit;
import dev.tollgate.testkit.lambda.Deployment;
import dev.tollgate.testkit.lambda.Invocation;
import dev.tollgate.testkit.lambda.LambdaProcess;
import dev.tollgate.testkit.lambda.Reply;
import dev.tollgate.testkit.lambda.RuntimeApiDouble;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The first function as it is deployed, on the stage sandbox, with a subscription and without an HTTP front. To be closed. */
final class ProxyZip implements AutoCloseable {
    static final long LIMIT = 1_000_000;
    static final WindowLength WINDOW = new WindowLength(1, WindowUnit.MONTH);
    static final Duration PATIENCE = Duration.ofSeconds(30);
    static final String SUBSCRIPTION = "an-application";

    private static final String WARM_UP = "warm-up";
    private static final int ATTEMPTS = 30;

    /** Hello, to the demo model of this name. */
    static final String HELLO =
            "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}],\"stream\":%b,\"user\":\"%s\"}";

    final RuntimeApiDouble api = new RuntimeApiDouble();
    final PackagedPlatform platform;
    final LocalStage stage;
    private final String key;
    private final String warmUpKey;

    /** In front of a provider: the backends {@code demo} and {@code other}, which has no credential. */
    ProxyZip(URI provider, byte[] pepper) throws IOException {
        platform = new PackagedPlatform(
                Zips.ofTheBuild(),
                Optional.empty(),
                Settings.of(Map.of("TOLLGATE_LOCAL", "packaged")),
                Map.of(Seeds.DEMO_BACKEND, new Redacted("demo")),
                new Redacted("0".repeat(64)),
                new PrintStream(PrintStream.nullOutputStream()));
        stage = new LocalStage(Stage.SANDBOX, pepper, platform.tables());
        put(
                Seeds.demo(provider),
                Backend.of("other", "openai", provider, "missing"),
                Policy.of("plan", new Quota(WINDOW, Map.of(Dimension.TOTAL_TOKEN_COUNT, LIMIT))),
                new Subscription(SUBSCRIPTION, "A test", "plan", Set.of(Seeds.DEMO_BACKEND, "other")),
                new Subscription(WARM_UP, "Another one", "plan", Set.of(Seeds.DEMO_BACKEND)));
        key = stage.issueKey(SUBSCRIPTION).reveal();
        warmUpKey = stage.issueKey(WARM_UP).reveal();
    }

    void put(ConfigurationObject... objects) {
        List.of(objects).forEach(stage::put);
    }

    /** What its function is deployed with. */
    Deployment deployment() {
        return platform.proxy(stage);
    }

    /** A process of it. */
    LambdaProcess start() throws IOException {
        return LambdaProcess.start(deployment(), api);
    }

    /**
     * Calls by another subscription until it is served: on a busy machine the first calls of a process may find the tables
     * too slow for its time-outs.
     */
    void warmUp() throws InterruptedException {
        for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
            var reply = api.invoke(call(warmUpKey, Seeds.DEMO_BACKEND, HELLO.formatted("demo", false, WARM_UP)))
                    .await(PATIENCE);
            if (textOf(reply).contains("\"statusCode\":200")) {
                return;
            }
        }
        throw new IllegalStateException("no call is served");
    }

    private static String textOf(Reply reply) {
        return switch (reply) {
            case Reply.Streamed streamed -> streamed.prelude();
            case Reply.Whole whole -> whole.text();
            case Reply.Failed(var error) -> throw new IllegalStateException(error.toString());
            case Reply.Lost lost -> throw new IllegalStateException(lost.cause());
        };
    }

    /** A call with this body, which has half a minute. */
    Invocation call(String backend, String body) {
        return call(key, backend, body);
    }

    private Invocation call(String secret, String backend, String body) {
        var event = new RestEvent(
                UUID.randomUUID().toString(),
                stage.stage().id(),
                "POST",
                "/{backend}/{proxy+}",
                "/" + backend + "/v1/chat/completions",
                Map.of("backend", backend, "proxy", "v1/chat/completions"),
                "",
                Map.of(),
                Map.of("authorization", List.of("Bearer " + secret), "content-type", List.of("application/json")),
                body.getBytes(UTF_8));
        return Invocation.of(event.toJson(), InstantSource.system().instant().plus(PATIENCE));
    }

    /** What the subscription's window says. */
    CounterState counter() {
        var window = new CounterKey(new Owner.OfSubscription(SUBSCRIPTION), WINDOW.windowAt(Instant.now()));
        return stage.counters().read(window).orElse(CounterState.EMPTY);
    }

    @Override
    public void close() throws IOException {
        api.close();
        platform.endCalls();
        platform.close();
    }
}
