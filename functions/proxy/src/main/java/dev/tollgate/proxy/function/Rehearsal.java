package dev.tollgate.proxy.function;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tollgate.core.configuration.Backend;
import dev.tollgate.core.configuration.BackendLimits;
import dev.tollgate.core.configuration.CallHandling;
import dev.tollgate.core.configuration.Charging;
import dev.tollgate.core.configuration.KeyHasher;
import dev.tollgate.core.configuration.Policy;
import dev.tollgate.core.configuration.Subscription;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.Enforcement;
import dev.tollgate.core.quota.Limits;
import dev.tollgate.core.quota.Quota;
import dev.tollgate.core.quota.WindowLength;
import dev.tollgate.core.quota.WindowUnit;
import dev.tollgate.dynamodb.DynamoClients;
import dev.tollgate.dynamodb.DynamoConfiguration;
import dev.tollgate.proxy.CallLog;
import dev.tollgate.runtime.DetachedContext;
import dev.tollgate.runtime.ResponseStream;
import dev.tollgate.upstream.http.Destinations;
import dev.tollgate.upstream.http.Network;
import dev.tollgate.upstream.http.UpstreamClient;
import dev.tollgate.upstream.http.UpstreamLimits;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;

/**
 * A second function beside the real one, in a world of its own: its stores and its providers are one server in this process, its
 * pepper and its key are made for it. Nothing of the real one is touched, and nothing of it is left when it is closed. For one
 * thread.
 */
final class Rehearsal implements AutoCloseable {
    private static final WindowLength MINUTE = new WindowLength(1, WindowUnit.MINUTE);
    private static final Set<String> DIALECTS = Set.of("openai", "azure-openai", "anthropic", "gemini", "bedrock");
    private static final String LIMITED = "limited";

    private final FunctionEnvironment environment;
    private final StandInServer server;
    private final SdkHttpClient connections;
    private final Clients clients;
    private final UpstreamClient upstream;
    private final ProxyFunction function;
    private final String key;

    /**
     * Sets everything up and opens its connections.
     *
     * @param real what the real function was told
     * @param certificate that of the server, for all connections
     * @param log where calls are recorded
     */
    Rehearsal(FunctionEnvironment real, StandInCertificate certificate, CallLog log, InstantSource clock)
            throws IOException, GeneralSecurityException {
        var random = new SecureRandom();
        var pepper = new byte[32];
        random.nextBytes(pepper);
        environment = alone(real);
        server = new StandInServer(
                certificate.context(), new StandIns(HexFormat.of().formatHex(pepper)));
        connections = DynamoClients.connections(certificate.trust());
        clients = clients(server.uri(), connections, Region.of(real.region()));
        upstream = new UpstreamClient(UpstreamLimits.DEFAULT, environment.destinations(), certificate.context());
        var issued = new KeyHasher(pepper).issue(real.stage(), "rehearsal", random);
        key = issued.text().reveal();
        configure(new DynamoConfiguration(clients.tables(), real.configurationTable()), issued);
        function = new ProxyFunction(environment, clients, upstream, log, clock);
        function.afterRestore();
    }

    /** The same, where nothing but the server is reached, and connections are opened at once. */
    private static FunctionEnvironment alone(FunctionEnvironment real) {
        return new FunctionEnvironment(
                real.stage(),
                real.configurationTable(),
                real.countersTable(),
                real.secrets(),
                real.replyMode(),
                real.gateway(),
                real.storeTimeouts(),
                Destinations.PUBLIC.allowing(Network.parse("127.0.0.0/8"), Network.parse("::1/128")),
                real.region(),
                false);
    }

    private static Clients clients(URI endpoint, SdkHttpClient connections, Region region) {
        var role = StaticCredentialsProvider.create(AwsBasicCredentials.create("rehearsal", "rehearsal"));
        var tables = DynamoClients.builder(DynamoClients.Timeouts.PATIENT, connections)
                .endpointOverride(endpoint)
                .region(region)
                .credentialsProvider(role)
                .build();
        var secrets = SecretsManager.client()
                .httpClient(connections)
                .endpointOverride(endpoint)
                .region(region)
                .credentialsProvider(role)
                .build();
        return new Clients(role, tables, tables, secrets);
    }

    private void configure(DynamoConfiguration configuration, KeyHasher.Issued issued) {
        configuration.put(issued.stored());
        configuration.put(Policy.of(
                "rehearsal",
                new Quota(
                        MINUTE,
                        Map.of(Dimension.REQUEST_COUNT, 1_000_000L, Dimension.TOTAL_TOKEN_COUNT, 1_000_000_000L))));
        DIALECTS.forEach(dialect -> configuration.put(Backend.of(dialect, dialect, server.uri(), "rehearsal")));
        configuration.put(limited());
        var backends = new HashSet<>(DIALECTS);
        backends.add(LIMITED);
        configuration.put(new Subscription("rehearsal", "Rehearsal", "rehearsal", backends));
    }

    /** No call fits into what it allows. */
    private Backend limited() {
        var limits = new Limits(List.of(new Quota(MINUTE, Map.of(Dimension.TOTAL_TOKEN_COUNT, 1L))), 0, 1);
        return new Backend(
                LIMITED,
                "openai",
                server.uri(),
                "rehearsal",
                Set.of(),
                Map.of(),
                CallHandling.DEFAULT,
                new BackendLimits.ProviderWide(limits),
                Enforcement.STRICT,
                Charging.PLAIN);
    }

    /** Makes a call. Whether it was answered as it should be. */
    boolean call(RehearsedCall call) throws IOException {
        var out = new ByteArrayOutputStream();
        function.handleRequest(
                new ByteArrayInputStream(call.event(environment.stage().id(), key)),
                new ResponseStream(out),
                new DetachedContext("rehearsal"));
        return out.toString(US_ASCII).startsWith("{\"statusCode\":" + call.status());
    }

    /** Closes all of its connections, and the server. */
    @Override
    public void close() {
        upstream.close();
        clients.tables().close();
        clients.secrets().close();
        connections.close();
        server.close();
    }
}
