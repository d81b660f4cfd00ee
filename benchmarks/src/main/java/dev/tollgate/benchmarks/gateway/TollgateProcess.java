package dev.tollgate.benchmarks.gateway;

import dev.tollgate.benchmarks.processes.LocalDynamo;
import dev.tollgate.core.Redacted;
import dev.tollgate.core.Stage;
import dev.tollgate.core.configuration.ApiKey;
import dev.tollgate.core.configuration.KeyHasher;
import dev.tollgate.core.counter.Counters;
import dev.tollgate.dynamodb.DynamoClients;
import dev.tollgate.dynamodb.DynamoCounters;
import dev.tollgate.local.StageServer;
import dev.tollgate.proxy.JsonCallLog;
import dev.tollgate.testkit.InMemoryConfiguration;
import dev.tollgate.testkit.InMemoryCounters;
import dev.tollgate.upstream.Credential;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/** Tollgate in a process of its own, as it runs on a laptop, with its log on the standard output. */
final class TollgateProcess {
    static final Stage STAGE = Stage.PRODUCTION;

    /** The benchmark's keys open nothing. */
    static final KeyHasher HASHER = new KeyHasher(new byte[32]);

    /** In place of a store's address. */
    static final String IN_MEMORY = "memory";

    static final String TABLE = "counters";

    private TollgateProcess() {}

    /**
     * Starts it; it ends with the process that started it.
     *
     * @param arguments the port to listen on, the provider's address, where counters are kept, id and hash of the key
     */
    public static void main(String[] arguments) throws IOException {
        var key = new ApiKey(arguments[3], Plan.SUBSCRIPTION, arguments[4]);
        var server = start(Integer.parseInt(arguments[0]), URI.create(arguments[1]), counters(arguments[2]), key);
        ProcessHandle.current().parent().ifPresent(parent -> parent.onExit().join());
        server.close();
    }

    /** Starts it in this process. */
    static StageServer start(int port, URI provider, Counters counters, ApiKey key) throws IOException {
        return new StageServer(
                port,
                STAGE,
                new InMemoryConfiguration(Plan.configuration(provider, key)),
                HASHER,
                counters,
                name -> name.equals(Plan.CREDENTIAL)
                        ? Optional.of(new Credential.Secret(new Redacted("provider's key")))
                        : Optional.empty(),
                new JsonCallLog(STAGE, System.out));
    }

    private static Counters counters(String where) {
        return where.equals(IN_MEMORY) ? new InMemoryCounters() : onDynamo(URI.create(where));
    }

    /** Counters in the table {@value TABLE}. */
    static Counters onDynamo(URI endpoint) {
        var patient = DynamoClients.builder(DynamoClients.Timeouts.PATIENT);
        return new DynamoCounters(LocalDynamo.client(endpoint, patient), TABLE);
    }
}
