package dev.tollgate.proxy.function;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tollgate.core.configuration.ApiKey;
import dev.tollgate.core.configuration.CachedConfiguration;
import dev.tollgate.core.configuration.KeyHasher;
import dev.tollgate.core.counter.CounterKey;
import dev.tollgate.core.counter.Lease;
import dev.tollgate.core.counter.LeaseId;
import dev.tollgate.core.counter.Owner;
import dev.tollgate.core.quota.Amounts;
import dev.tollgate.core.quota.InFlight;
import dev.tollgate.dynamodb.DynamoConfiguration;
import dev.tollgate.dynamodb.DynamoCounters;
import dev.tollgate.dynamodb.DynamoKeyUse;
import dev.tollgate.proxy.CallLog;
import dev.tollgate.proxy.ProxyHandler;
import dev.tollgate.runtime.SnapStartHooks;
import dev.tollgate.upstream.bedrock.RoleSigner;
import dev.tollgate.upstream.http.UpstreamClient;
import dev.tollgate.upstream.http.UpstreamLimits;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.Security;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/**
 * The first function as it is deployed: its handler is this class's name. Thread safe: one serves all calls of its process.
 *
 * <p>Its first connections are opened where no caller waits yet: at the end of the constructor, or under SnapStart once the
 * snapshot is restored, as connections and secrets do not belong into one. What calls will need is read ahead then, too. A
 * runtime that takes snapshots but knows no {@link SnapStartHooks} has the first call wait for the connections, and read itself.
 */
public final class ProxyFunction implements RequestStreamHandler, SnapStartHooks {
    static {
        // Before anything has a logger.
        FunctionLog.configure(System.getenv());
        // As under Lambda's own client: a host that was not found is looked up again after a second, not after ten.
        // It stands behind the log, as the JDK takes a logger for it.
        Security.setProperty("networkaddress.cache.negative.ttl", "1");
        TlsClasses.loadMeanwhile();
    }

    /** Of the 10 s that Lambda allows: a caller waits already. */
    private static final Duration RESTORE = Duration.ofSeconds(2);

    private final FunctionEnvironment environment;
    private final InstantSource clock;
    private final ProxyHandler handler;
    private final FirstConnections connections;
    private final ReadAhead ahead;

    /**
     * Starts as the environment says.
     *
     * @throws IllegalArgumentException if variables are missing or wrong: the message names each, and what to set
     */
    public ProxyFunction() {
        this(System.getenv());
    }

    private ProxyFunction(Map<String, String> variables) {
        this(FunctionEnvironment.of(variables));
    }

    private ProxyFunction(FunctionEnvironment environment) {
        this(
                environment,
                Clients.ofTheFunction(environment.storeTimeouts()),
                new PowertoolsCallLog(environment.stage()).and(new CallMetrics(environment.stage())),
                InstantSource.system());
    }

    ProxyFunction(FunctionEnvironment environment, Clients clients, CallLog log, InstantSource clock) {
        this(environment, clients, new UpstreamClient(UpstreamLimits.DEFAULT, environment.destinations()), log, clock);
    }

    ProxyFunction(
            FunctionEnvironment environment,
            Clients clients,
            UpstreamClient upstream,
            CallLog log,
            InstantSource clock) {
        this.environment = environment;
        this.clock = clock;
        var configuration = new CachedConfiguration(
                new DynamoConfiguration(clients.tables(), environment.configurationTable()), clock);
        var secrets = new Secrets(new SecretsManager(clients.secrets()), clock);
        var pepper = new Pepper(environment.secrets().pepper(), secrets);
        var credentials = new StoredCredentials(environment.secrets(), secrets);
        this.handler = new StageParts(
                        environment.stage(),
                        environment.gateway(),
                        environment.replyMode(),
                        configuration,
                        new KeyHasher(pepper),
                        new DynamoCounters(clients.tables(), environment.countersTable()),
                        new DynamoKeyUse(clients.tables(), environment.countersTable()),
                        upstream,
                        credentials,
                        new RoleSigner(clients.role(), environment.region(), clock),
                        log,
                        clock)
                .handler();
        var patient = new DynamoConfiguration(clients.patient(), environment.configurationTable());
        var counters = new DynamoCounters(clients.patient(), environment.countersTable());
        this.connections = new FirstConnections(
                pepper::get, () -> patient.find(ApiKey.class, "connect"), () -> releaseNothing(counters, clock));
        this.ahead = new ReadAhead(patient, configuration, credentials, upstream, clock);
        if (!environment.isSnapshotted()) {
            connections.open();
        }
    }

    /** A write such as every call makes, of a lease that nobody holds: it changes nothing. */
    private static void releaseNothing(DynamoCounters counters, InstantSource clock) {
        var now = clock.instant();
        var counter = new CounterKey(new Owner.OfSubscription("connect"), new InFlight().windowAt(now));
        counters.release(counter, new Lease(new LeaseId("connect-"), now, Amounts.ONE_REQUEST));
    }

    @Override
    public void handleRequest(InputStream event, OutputStream out, Context context) throws IOException {
        connections.open();
        handler.handleRequest(event, out, context);
    }

    /** Rehearses calls on stand-ins. Connects to nothing outside of the process, and asks for no secret: that is for later. */
    @Override
    public void beforeCheckpoint() {
        Priming.run(environment, clock);
    }

    /** Waits 2 s at most. What is not ready by then is left to the first call. */
    @Override
    public void afterRestore() {
        var tasks = new Tasks();
        tasks.start(connections::open);
        ahead.start(tasks);
        tasks.await(RESTORE);
    }
}
