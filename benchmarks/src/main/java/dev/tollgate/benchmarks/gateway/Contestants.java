package dev.tollgate.benchmarks.gateway;

import dev.tollgate.benchmarks.processes.LocalDynamo;
import dev.tollgate.benchmarks.processes.NodePackages;
import dev.tollgate.benchmarks.processes.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who takes part. */
final class Contestants {
    static final String DIRECT = "no gateway";
    static final String IN_MEMORY = "Tollgate, counters in memory";
    static final String ON_DYNAMO = "Tollgate, counters on DynamoDB Local";
    static final String PORTKEY = "Portkey";
    static final String WRITE = "one counter write";

    /** As {@code functions/local} is run. */
    private static final List<String> TOLLGATE_OPTIONS =
            List.of("-Xms512m", "-Xmx512m", "-Dsun.net.httpserver.nodelay=true", "--enable-native-access=ALL-UNNAMED");

    private static final String START_PORTKEY = "node_modules/@portkey-ai/gateway/build/start-server.js";

    private Contestants() {}

    /**
     * Starts those that can take part on this machine, in the order of the tables.
     *
     * @param folder that of this module
     */
    static List<Contestant> start(URI provider, LocalDynamo dynamo, Path folder)
            throws IOException, InterruptedException {
        var all = new ArrayList<Contestant>();
        all.add(direct(provider));
        all.add(tollgate(IN_MEMORY, provider, TollgateProcess.IN_MEMORY));
        all.add(tollgate(ON_DYNAMO, provider, dynamo.endpoint().toString()));
        portkey(provider, folder).ifPresent(all::add);
        all.add(new CounterWrites(WRITE, TollgateProcess.onDynamo(dynamo.endpoint())));
        return all;
    }

    /** The provider itself. */
    static Contestant direct(URI provider) {
        return new HttpContestant(DIRECT, provider.resolve(Completion.PATH), bearer("provider's key"), () -> {});
    }

    /** A Tollgate that listens there. */
    static HttpContestant tollgate(String name, URI uri, String key, Runnable onClose) {
        var path = "/" + TollgateProcess.STAGE.id() + "/" + Plan.BACKEND + Completion.PATH;
        return new HttpContestant(name, uri.resolve(path), bearer(key), onClose);
    }

    private static Contestant tollgate(String name, URI provider, String counters)
            throws IOException, InterruptedException {
        var key = TollgateProcess.HASHER.issue(TollgateProcess.STAGE, Plan.SUBSCRIPTION, new SecureRandom());
        var port = ServerProcess.freePort();
        var builder = ServerProcess.java(
                TOLLGATE_OPTIONS,
                TollgateProcess.class.getName(),
                String.valueOf(port),
                provider.toString(),
                counters,
                key.stored().id(),
                key.stored().hash());
        var server = ServerProcess.start(quiet(builder), port);
        return tollgate(name, server.uri(), key.text().reveal(), server::close);
    }

    /** Empty, with a notice, where it cannot be had. */
    private static Optional<Contestant> portkey(URI provider, Path folder) throws InterruptedException {
        try {
            NodePackages.fetch(folder);
            var port = ServerProcess.freePort();
            var builder = NodePackages.process(folder, "node", START_PORTKEY, "--port=" + port, "--headless");
            builder.environment().put("NODE_ENV", "production");
            var server = ServerProcess.start(quiet(builder), port);
            var headers = Map.of(
                    "authorization", "Bearer provider's key",
                    "x-portkey-provider", "openai",
                    "x-portkey-custom-host", provider.resolve("/v1").toString());
            return Optional.of(
                    new HttpContestant(PORTKEY, server.uri().resolve(Completion.PATH), headers, server::close));
        } catch (IOException | IllegalStateException e) {
            System.err.println("SKIPPED: " + PORTKEY + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    /** What it logs is written, and nobody reads it. */
    private static ProcessBuilder quiet(ProcessBuilder builder) {
        return builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.INHERIT);
    }

    private static Map<String, String> bearer(String key) {
        return Map.of("authorization", "Bearer " + key);
    }
}
