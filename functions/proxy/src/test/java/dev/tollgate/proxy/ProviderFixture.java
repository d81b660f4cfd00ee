package dev.tollgate.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tollgate.core.Redacted;
import dev.tollgate.core.Stage;
import dev.tollgate.core.configuration.ApiKey;
import dev.tollgate.core.configuration.Backend;
import dev.tollgate.core.configuration.KeyHasher;
import dev.tollgate.core.configuration.Policy;
import dev.tollgate.core.configuration.Subscription;
import dev.tollgate.core.counter.CounterKey;
import dev.tollgate.core.counter.CounterState;
import dev.tollgate.core.counter.Counters;
import dev.tollgate.core.counter.Owner;
import dev.tollgate.core.limit.Limiter;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.InFlight;
import dev.tollgate.core.quota.Quota;
import dev.tollgate.core.quota.WindowLength;
import dev.tollgate.core.quota.WindowUnit;
import dev.tollgate.core.usage.Usage;
import dev.tollgate.testkit.InMemoryConfiguration;
import dev.tollgate.testkit.InMemoryCounters;
import dev.tollgate.testkit.InMemoryKeyUse;
import dev.tollgate.testkit.ScriptedProvider;
import dev.tollgate.testkit.ScriptedProvider.Received;
import dev.tollgate.testkit.ScriptedProvider.Step;
import dev.tollgate.testkit.provider.RecordedApi;
import dev.tollgate.testkit.provider.RecordedCall;
import dev.tollgate.upstream.Credential;
import dev.tollgate.upstream.Credentials;
import dev.tollgate.upstream.Dialect;
import dev.tollgate.upstream.RequestPath;
import dev.tollgate.upstream.http.Destinations;
import dev.tollgate.upstream.http.UpstreamClient;
import dev.tollgate.upstream.http.UpstreamLimits;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A gateway before one provider that speaks every dialect, under a plan that nobody exhausts. Thread safe. */
final class ProviderFixture implements AutoCloseable {
    /** What is tested: each API of these dialects whose path they have. */
    private static final List<Dialect> DIALECTS = EveryDialect.LIST.stream()
            .filter(dialect -> !dialect.id().equals("openai-compatible"))
            .toList();

    private static final String KEY = "tg-sandbox-provider0key-" + "A".repeat(43);
    private static final byte[] PEPPER = new byte[32];
    private static final WindowLength DAY = new WindowLength(1, WindowUnit.DAY);
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration FIRST_BYTE = Duration.ofSeconds(3);

    final List<CallRecord> calls = new CopyOnWriteArrayList<>();
    final InMemoryConfiguration configuration = new InMemoryConfiguration();
    final InstantSource clock = InstantSource.system();
    final ScriptedProvider provider;

    private final Instant started = clock.instant();
    private final Counters counters;
    private final UpstreamClient upstream;
    private final Gateway gateway;

    ProviderFixture(Step... script) {
        this(_ -> List.of(script));
    }

    ProviderFixture(Function<Received, List<Step>> scripts) {
        this(scripts, new InMemoryCounters(), LONG);
    }

    /** @param idle how long the provider may pause */
    ProviderFixture(Function<Received, List<Step>> scripts, Counters counters, Duration idle) {
        this(scripts, counters, idle, _ -> Optional.of(new Credential.Secret(new Redacted("sk-provider"))));
    }

    ProviderFixture(Function<Received, List<Step>> scripts, Counters counters, Duration idle, Credentials credentials) {
        this.provider = new ScriptedProvider(scripts);
        this.counters = counters;
        this.upstream = new UpstreamClient(new UpstreamLimits(LONG, FIRST_BYTE, idle, LONG), Destinations.ANY);
        configure();
        this.gateway = new Gateway(
                Stage.SANDBOX,
                GatewaySettings.DEFAULT,
                configuration,
                new KeyHasher(PEPPER),
                new Limiter(counters, clock, new Random(1), ForkJoinPool.commonPool()),
                new InMemoryKeyUse(),
                DIALECTS,
                upstream,
                credentials,
                calls::add,
                clock);
    }

    private void configure() {
        var much = Map.of(Dimension.REQUEST_COUNT, 1_000_000L, Dimension.TOTAL_TOKEN_COUNT, 1_000_000_000L);
        configuration.put(Policy.of("plan", new Quota(DAY, much)));
        var ids = DIALECTS.stream().map(Dialect::id).collect(Collectors.toSet());
        ids.forEach(id -> configure(id, UnaryOperator.identity()));
        configuration.put(new Subscription("app", "An application", "plan", ids));
        configuration.put(new ApiKey("provider0key", "app", hash()));
    }

    /** Changes a dialect's backend. */
    void configure(String dialect, UnaryOperator<Backend> change) {
        configuration.put(change.apply(Backend.of(dialect, dialect, provider.uri(), "key")));
    }

    /** The APIs that are spoken here. */
    static Stream<RecordedApi> apis() {
        return RecordedApi.all().stream()
                .filter(api -> DIALECTS.stream()
                        .filter(dialect -> dialect.id().equals(api.dialect()))
                        .flatMap(dialect -> dialect.operations().stream())
                        .anyMatch(operation -> RequestPath.parse(api.call().path())
                                .flatMap(path -> operation.route().match("POST", path))
                                .isPresent()));
    }

    /** Those of them that have streams. */
    static Stream<RecordedApi> streamingApis() {
        return apis().filter(api -> api.streamedCall().isPresent());
    }

    /** Calls with a quarter of an hour left. */
    void call(RecordedApi api, RecordedCall call, Caller caller) {
        call("r", api, call, caller, clock.instant().plus(Duration.ofMinutes(15)));
    }

    void call(String id, RecordedApi api, RecordedCall call, Caller caller, Instant deadline) {
        var headers = new Headers(Map.of("authorization", "Bearer " + KEY, "content-type", "application/json"));
        var body = call.body().getBytes(UTF_8);
        gateway.handle(
                new GatewayRequest(
                        id,
                        "function-call-1",
                        "POST",
                        api.dialect(),
                        call.path(),
                        call.query(),
                        headers,
                        body,
                        deadline),
                caller);
    }

    /** The last call that has ended. */
    CallRecord lastCall() {
        return calls.getLast();
    }

    /** What a call was charged. */
    static Usage charged(CallRecord call) {
        return switch (call.ending()) {
            case Ending.Answered answered -> answered.usage();
            case Ending.UpstreamFailed failed -> failed.usage();
            case Ending.UpstreamError _, Ending.Rejected _, Ending.Refused _ -> Usage.NO_TOKENS;
            case Ending.Defect defect -> throw new AssertionError(defect);
        };
    }

    /** What the plan's counter says, wherever midnight fell. */
    CounterState counter() {
        return Stream.of(started, clock.instant())
                .map(DAY::windowAt)
                .distinct()
                .map(window -> counters.read(new CounterKey(new Owner.OfSubscription("app"), window)))
                .flatMap(Optional::stream)
                .reduce(CounterState.EMPTY, ProviderFixture::plus);
    }

    /** How many calls hold a place among those in flight. */
    long inFlight() {
        var window = new InFlight().windowAt(clock.instant());
        return counters.read(new CounterKey(new Owner.OfSubscription("app"), window)).stream()
                .mapToLong(state -> state.committed().requestCount())
                .sum();
    }

    private static CounterState plus(CounterState one, CounterState other) {
        return new CounterState(
                one.committed().plus(other.committed()),
                one.used().plus(other.used()),
                one.assumed() + other.assumed(),
                Stream.concat(one.leases().stream(), other.leases().stream()).toList());
    }

    @Override
    public void close() throws IOException {
        upstream.close();
        provider.close();
    }

    private static String hash() {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(PEPPER, "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(KEY.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
