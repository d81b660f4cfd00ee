package dev.tollgate.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import dev.tollgate.core.Redacted;
import dev.tollgate.core.Stage;
import dev.tollgate.core.configuration.ApiKey;
import dev.tollgate.core.configuration.Backend;
import dev.tollgate.core.configuration.KeyHasher;
import dev.tollgate.core.configuration.Policy;
import dev.tollgate.core.configuration.Subscription;
import dev.tollgate.core.configuration.Validity;
import dev.tollgate.core.counter.CounterKey;
import dev.tollgate.core.counter.CounterState;
import dev.tollgate.core.counter.Counters;
import dev.tollgate.core.counter.Owner;
import dev.tollgate.core.limit.Limiter;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.Quota;
import dev.tollgate.core.quota.WindowLength;
import dev.tollgate.core.quota.WindowUnit;
import dev.tollgate.runtime.DetachedContext;
import dev.tollgate.testkit.InMemoryConfiguration;
import dev.tollgate.testkit.InMemoryCounters;
import dev.tollgate.testkit.InMemoryKeyUse;
import dev.tollgate.testkit.SettableClock;
import dev.tollgate.upstream.Credential;
import dev.tollgate.upstream.http.Destinations;
import dev.tollgate.upstream.http.UpstreamClient;
import dev.tollgate.upstream.http.UpstreamLimits;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ForkJoinPool;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A proxy function of the stage sandbox around a provider, with everything else in memory. */
final class ProxyFixture {
    static final String KEY = "tg-sandbox-events000key-" + "A".repeat(43);

    static final Subscription SUBSCRIPTION = subscription("app");

    /** Whatever the clock says: the events that tell of it are also sent to a function whose clock is the real one. */
    private static final Validity ENDED = Validity.ALWAYS.endingBy(Instant.parse("2020-01-01T00:00:00Z"));

    static final byte[] PEPPER = new byte[32];
    private static final WindowLength MINUTE = new WindowLength(1, WindowUnit.MINUTE);

    final SettableClock clock = new SettableClock("2026-11-20T10:00:30Z");
    final List<CallRecord> calls = new CopyOnWriteArrayList<>();
    final InMemoryConfiguration configuration;
    final Counters counters;
    final InMemoryKeyUse keyUse = new InMemoryKeyUse();

    private final Gateway gateway;

    ProxyFixture(URI provider) {
        this(provider, new InMemoryCounters(), Duration.ofSeconds(20));
    }

    ProxyFixture(URI provider, Counters counters, Duration idle) {
        this.counters = counters;
        this.configuration = new InMemoryConfiguration(
                Policy.of(
                        "AIGold",
                        new Quota(MINUTE, Map.of(Dimension.REQUEST_COUNT, 500L, Dimension.TOTAL_TOKEN_COUNT, 50_000L))),
                Backend.of("openai", "openai", provider, "openai"),
                Backend.of("other", "openai", provider, "openai"),
                Backend.of("azure", "azure-openai", provider, "openai"),
                Backend.of("anthropic", "anthropic", provider, "openai"),
                Backend.of("gemini", "gemini", provider, "openai"),
                Backend.of("bedrock", "bedrock", provider, "openai"),
                SUBSCRIPTION,
                new ApiKey("events000key", "app", hash(KEY)));
        List.of(
                        key("expired00key", "app").with(ENDED),
                        subscription("blocked").with(Subscription.Status.BLOCKED),
                        key("blocked00key", "blocked"),
                        subscription("lapsed").with(ENDED),
                        key("lapsed000key", "lapsed"))
                .forEach(configuration::put);
        var limits = new UpstreamLimits(Duration.ofSeconds(5), Duration.ofSeconds(20), idle, Duration.ofSeconds(30));
        this.gateway = new Gateway(
                Stage.SANDBOX,
                GatewaySettings.DEFAULT,
                configuration,
                new KeyHasher(PEPPER),
                new Limiter(counters, clock, new Random(1), ForkJoinPool.commonPool()),
                keyUse,
                EveryDialect.LIST,
                new UpstreamClient(limits, Destinations.ANY),
                name -> name.equals("openai")
                        ? Optional.of(new Credential.Secret(new Redacted("sk-provider")))
                        : Optional.empty(),
                calls::add,
                clock);
    }

    ProxyHandler handler(ReplyMode mode) {
        return new ProxyHandler(gateway, mode, clock);
    }

    /** What the subscription's window says; empty where nothing was ever written. */
    Optional<CounterState> counter() {
        return counters.read(new CounterKey(new Owner.OfSubscription("app"), MINUTE.windowAt(clock.instant())));
    }

    static Context context() {
        return new DetachedContext("function-call-1");
    }

    private static Subscription subscription(String id) {
        return new Subscription(
                id, "An application", "AIGold", Set.of("openai", "azure", "anthropic", "gemini", "bedrock"));
    }

    /** A key that is written like {@link #KEY}. */
    private static ApiKey key(String id, String subscription) {
        return new ApiKey(id, subscription, hash(KEY.replace("events000key", id)));
    }

    static String hash(String key) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(PEPPER, "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(key.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
