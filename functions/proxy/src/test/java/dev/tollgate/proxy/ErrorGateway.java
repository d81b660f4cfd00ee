package dev.tollgate.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tollgate.core.Redacted;
import dev.tollgate.core.Stage;
import dev.tollgate.core.configuration.ApiKey;
import dev.tollgate.core.configuration.Backend;
import dev.tollgate.core.configuration.ErrorFormat;
import dev.tollgate.core.configuration.KeyHasher;
import dev.tollgate.core.configuration.Policy;
import dev.tollgate.core.configuration.Subscription;
import dev.tollgate.core.counter.Counters;
import dev.tollgate.core.limit.Limiter;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.Limits;
import dev.tollgate.core.quota.Quota;
import dev.tollgate.core.quota.WindowLength;
import dev.tollgate.core.quota.WindowUnit;
import dev.tollgate.testkit.InMemoryConfiguration;
import dev.tollgate.testkit.InMemoryCounters;
import dev.tollgate.testkit.InMemoryKeyUse;
import dev.tollgate.testkit.ScriptedProvider;
import dev.tollgate.testkit.ScriptedProvider.Step;
import dev.tollgate.testkit.SettableClock;
import dev.tollgate.testkit.provider.RecordedApi;
import dev.tollgate.testkit.provider.RecordedCall;
import dev.tollgate.upstream.Credential;
import dev.tollgate.upstream.http.Destinations;
import dev.tollgate.upstream.http.UpstreamClient;
import dev.tollgate.upstream.http.UpstreamLimits;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import java.util.function.UnaryOperator;

/** A gateway before a provider of one dialect, in which anything can go wrong. Every figure of its errors is always the same. */
final class ErrorGateway implements AutoCloseable {
    static final String KEY = ProxyFixture.KEY;
    static final Limits MUCH =
            Limits.of(new Quota(new WindowLength(1, WindowUnit.MINUTE), Map.of(Dimension.REQUEST_COUNT, 1_000L)));

    private static final String CALL_ID = "d2d92ea4-909d-4d42-970e-5b3e41343aa4";
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration FIRST_BYTE = Duration.ofMillis(500);

    final RecordedApi api;

    /** Counts, unless it is replaced before the first call. */
    Counters counters = new InMemoryCounters();

    private final ErrorFormat format;

    /** One for all calls: it makes their ids in the counters. */
    private final Random random = new Random(1);

    private final SettableClock clock = new SettableClock("2026-11-20T10:00:30Z");
    private final InMemoryConfiguration configuration = new InMemoryConfiguration();
    private UpstreamClient upstream = client(LONG);
    private Optional<ScriptedProvider> provider = Optional.empty();

    ErrorGateway(RecordedApi api, ErrorFormat format) {
        this.api = api;
        this.format = format;
        key(key -> key);
        subscription(subscription -> subscription);
        limited(MUCH);
        backend(URI.create("http://localhost:1"), backend -> backend);
    }

    /** Changes what is stored of the key. */
    ErrorGateway key(UnaryOperator<ApiKey> change) {
        configuration.put(change.apply(new ApiKey("events000key", "app", ProxyFixture.hash(KEY))));
        return this;
    }

    /** Changes the only subscription. */
    ErrorGateway subscription(UnaryOperator<Subscription> change) {
        configuration.put(change.apply(new Subscription("app", "An application", "AIGold", Set.of("backend"))));
        return this;
    }

    /** Changes what the plan grants. */
    ErrorGateway limited(Limits limits) {
        configuration.put(Policy.of("AIGold", limits));
        return this;
    }

    /** Waits half a second for a provider's reply. */
    ErrorGateway impatient() {
        upstream.close();
        upstream = client(FIRST_BYTE);
        return this;
    }

    private static UpstreamClient client(Duration firstByte) {
        return new UpstreamClient(new UpstreamLimits(LONG, firstByte, LONG, LONG), Destinations.ANY);
    }

    /** Puts a provider behind it that performs these steps in every call. */
    ErrorGateway before(Step... script) {
        return before(backend -> backend, script);
    }

    /** The same behind a changed backend. */
    ErrorGateway before(UnaryOperator<Backend> change, Step... script) {
        var scripted = new ScriptedProvider(script);
        provider = Optional.of(scripted);
        backend(scripted.uri(), change);
        return this;
    }

    private void backend(URI uri, UnaryOperator<Backend> change) {
        configuration.put(change.apply(Backend.of("backend", api.dialect(), uri, "key")));
    }

    /** A reply of the provider's to {@link RecordedApi#call}. */
    Step reply() {
        var body = new String(api.whole(api.reports().getFirst()).body(), UTF_8);
        return ScriptedProvider.reply(200, "application/json", body);
    }

    /** Makes the API's call. */
    Caller call() {
        return call(api.call());
    }

    Caller call(RecordedCall call) {
        return call(KEY, call.path(), call.query(), call.body());
    }

    Caller call(String key, String path, Map<String, String> query, String body) {
        var headers = new Headers(Map.of("authorization", "Bearer " + key, "content-type", "application/json"));
        var deadline = clock.instant().plus(Duration.ofMinutes(15));
        var caller = Caller.patient();
        var request = new GatewayRequest(
                CALL_ID, "function-call-1", "POST", "backend", path, query, headers, body.getBytes(UTF_8), deadline);
        gateway().handle(request, caller);
        return caller;
    }

    private Gateway gateway() {
        return new Gateway(
                Stage.SANDBOX,
                new GatewaySettings(GatewaySettings.DEFAULT.maxBodyBytes(), format),
                configuration,
                new KeyHasher(ProxyFixture.PEPPER),
                new Limiter(counters, clock, random, ForkJoinPool.commonPool()),
                new InMemoryKeyUse(),
                EveryDialect.LIST,
                upstream,
                _ -> Optional.of(new Credential.Secret(new Redacted("sk-provider"))),
                _ -> {},
                clock);
    }

    @Override
    public void close() throws IOException {
        upstream.close();
        if (provider.isPresent()) {
            provider.get().close();
        }
    }

    /** Every dialect's first API, which is called to see its errors. */
    static List<RecordedApi> apis() {
        return EveryDialect.LIST.stream()
                .flatMap(dialect -> RecordedApi.all().stream()
                        .filter(api -> api.dialect().equals(dialect.id()))
                        .limit(1))
                .toList();
    }
}
