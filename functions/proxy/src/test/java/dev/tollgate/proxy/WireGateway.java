package dev.tollgate.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tollgate.core.Redacted;
import dev.tollgate.core.Stage;
import dev.tollgate.core.configuration.ApiKey;
import dev.tollgate.core.configuration.Backend;
import dev.tollgate.core.configuration.Configuration;
import dev.tollgate.core.configuration.ErrorFormat;
import dev.tollgate.core.configuration.KeyHasher;
import dev.tollgate.core.configuration.Policy;
import dev.tollgate.core.configuration.Subscription;
import dev.tollgate.core.counter.Counters;
import dev.tollgate.core.limit.Limiter;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.Quota;
import dev.tollgate.core.quota.WindowLength;
import dev.tollgate.core.quota.WindowUnit;
import dev.tollgate.runtime.ResponseStream;
import dev.tollgate.testkit.InMemoryConfiguration;
import dev.tollgate.testkit.InMemoryCounters;
import dev.tollgate.testkit.InMemoryKeyUse;
import dev.tollgate.testkit.SettableClock;
import dev.tollgate.upstream.Credential;
import dev.tollgate.upstream.Credentials;
import dev.tollgate.upstream.Dialect;
import dev.tollgate.upstream.http.Destinations;
import dev.tollgate.upstream.http.UpstreamClient;
import dev.tollgate.upstream.http.UpstreamLimits;
import dev.tollgate.upstream.http.UpstreamRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/**
 * A gateway with a backend for each dialect, named as the dialect. Every part can be replaced, by one that fails too, before
 * it is built. Its plan is so large that nothing is refused.
 */
final class WireGateway {
    /** Every dialect that there is: what is tested of the wire is tested of each. */
    static final List<Dialect> DIALECTS = EveryDialect.LIST;

    static final String KEY = ProxyFixture.KEY;
    static final String CREDENTIAL = "sk-provider-0123456789abcdef";

    private static final UpstreamClient PATIENT = client(Duration.ofSeconds(20));
    private static final WindowLength MINUTE = new WindowLength(1, WindowUnit.MINUTE);
    private static final Policy PLAN = Policy.of(
            "plan",
            new Quota(
                    MINUTE,
                    Map.of(Dimension.REQUEST_COUNT, 1_000_000_000L, Dimension.TOTAL_TOKEN_COUNT, 1_000_000_000_000L)));

    final SettableClock clock = new SettableClock("2026-11-20T10:00:30Z");
    final InMemoryConfiguration stored;
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();

    Configuration configuration;
    Counters counters = new InMemoryCounters();
    Credentials credentials = name -> Optional.of(new Credential.Secret(new Redacted(CREDENTIAL)));
    List<Dialect> dialects = DIALECTS;
    ErrorFormat errorFormat = ErrorFormat.DIALECT;
    UpstreamClient upstream = PATIENT;
    CallLog furtherLog = _ -> {};

    private Optional<ProxyHandler> handler = Optional.empty();

    /** @param provider what is behind every backend */
    WireGateway(URI provider) {
        stored = new InMemoryConfiguration(
                PLAN,
                new Subscription(
                        "app",
                        "An application",
                        PLAN.id(),
                        DIALECTS.stream().map(Dialect::id).collect(Collectors.toUnmodifiableSet())),
                new ApiKey("events000key", "app", ProxyFixture.hash(KEY)));
        configuration = stored;
        DIALECTS.forEach(dialect -> stored.put(backend(dialect, provider)));
    }

    /** A client that waits so long for a reply, and for each piece of it. */
    static UpstreamClient client(Duration patience) {
        return new UpstreamClient(
                new UpstreamLimits(Duration.ofSeconds(5), patience, patience, Duration.ofSeconds(30)),
                Destinations.ANY);
    }

    /** What stands behind a dialect's id; put it changed to replace it. */
    static Backend backend(Dialect dialect, URI provider) {
        return Backend.of(dialect.id(), dialect.id(), provider, "credential");
    }

    /** Sends a call through the handler. */
    GatewayClient.Reply send(WireEvent event) throws IOException {
        var out = new ByteArrayOutputStream();
        send(event.toJson(), out);
        return GatewayClient.reply(out.toString(UTF_8));
    }

    /** What its calls wrote into the log. */
    String logged() {
        return log.toString(UTF_8);
    }

    /** @throws IOException if it is no event */
    void send(byte[] event, OutputStream out) throws IOException {
        if (handler.isEmpty()) {
            handler = Optional.of(new ProxyHandler(gateway(), ReplyMode.STREAMED, clock));
        }
        handler.get().handleRequest(new ByteArrayInputStream(event), new ResponseStream(out), ProxyFixture.context());
    }

    private Gateway gateway() {
        return new Gateway(
                Stage.SANDBOX,
                new GatewaySettings(GatewaySettings.DEFAULT.maxBodyBytes(), errorFormat),
                configuration,
                new KeyHasher(ProxyFixture.PEPPER),
                limiter(),
                new InMemoryKeyUse(),
                dialects,
                upstream,
                credentials,
                new JsonCallLog(Stage.SANDBOX, new PrintStream(log, true, UTF_8)).and(furtherLog),
                clock);
    }

    /** What a call would send to its provider, without sending it; empty where it is not admitted. */
    Optional<UpstreamRequest> upstreamRequest(WireEvent event) throws IOException {
        var deadline = clock.instant().plus(Duration.ofMinutes(15));
        var request = GatewayRequest.read(new ByteArrayInputStream(event.toJson()), "function-call-1", deadline);
        var access = new AccessCheck(Stage.SANDBOX, configuration, new KeyHasher(ProxyFixture.PEPPER), dialects, clock);
        if (!(access.check(request) instanceof Access.Granted granted)) {
            return Optional.empty();
        }
        var reader = new CallReader(GatewaySettings.DEFAULT.maxBodyBytes());
        var admission = new Admission(reader, credentials, limiter(), new ErrorForms(errorFormat, dialects), clock);
        var admitted = new AtomicReference<AdmittedCall>();
        admission.decide(request, granted, call -> {
            admitted.set(call);
            return Relay.fail(call, new IOException("it is not sent"));
        });
        return Optional.ofNullable(admitted.get()).map(AdmittedCall::outgoing);
    }

    private Limiter limiter() {
        return new Limiter(counters, clock, new Random(1), ForkJoinPool.commonPool());
    }
}
