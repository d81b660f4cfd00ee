package dev.tollgate.admin.form;

import dev.tollgate.core.configuration.Backend;
import dev.tollgate.core.configuration.BackendLimits;
import dev.tollgate.core.configuration.BillingPlan;
import dev.tollgate.core.configuration.CallHandling;
import dev.tollgate.core.configuration.Charging;
import dev.tollgate.core.configuration.ErrorFormat;
import dev.tollgate.core.configuration.Offer;
import dev.tollgate.core.configuration.Permissions;
import dev.tollgate.core.configuration.Policy;
import dev.tollgate.core.configuration.PriceTable;
import dev.tollgate.core.configuration.Subscription;
import dev.tollgate.core.configuration.Validity;
import dev.tollgate.core.quota.Accounting;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.Enforcement;
import dev.tollgate.core.quota.Enforcement.OnQuotaReach;
import dev.tollgate.core.quota.Limits;
import dev.tollgate.core.quota.OnStoreFailure;
import dev.tollgate.core.quota.Quota;
import dev.tollgate.core.quota.WindowLength;
import dev.tollgate.core.quota.WindowUnit;
import dev.tollgate.core.usage.OnMissingUsage;
import dev.tollgate.core.usage.Price;
import dev.tollgate.core.usage.PromptEstimation;
import dev.tollgate.core.usage.TokenWeights;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Objects that may be configured, with anything in any field. */
record RandomObjects(Random random) {
    private static final List<String> NAMES =
            List.of("a", "gpt-5", "Größe", "名前", "😀", "a/b~c", "with space", "*", "\"", "\\", "x".repeat(100));
    private static final List<String> MODELS = List.of("gpt-5", "o4", "Llama 4/70b", "名前");
    private static final List<String> ROUTES = List.of("POST /v1/chat/completions", "GET /v1/files/{id}");

    Policy policy() {
        var limits = limits();
        var first = quota(new WindowLength(7, WindowUnit.SECOND));
        return new Policy(
                id(),
                new Offer(
                        name(),
                        random.nextBoolean() ? "" : "two\nlines",
                        any(BillingPlan.values()),
                        texts(),
                        random.nextBoolean()
                                ? Permissions.EVERYONE
                                : new Permissions(any(Permissions.Type.values()), Set.of(name(), "one"))),
                limits.isEmpty() ? Limits.of(first) : limits,
                enforcement(),
                charging(),
                any(OnMissingUsage.values()),
                1 + random.nextInt(10_000_000));
    }

    Backend backend() {
        return new Backend(
                id(),
                any(BackendForm.DIALECTS.toArray(String[]::new)),
                URI.create(any(List.of("https://api.example.com/v1", "http://10.0.0.1:8080", "https://[::1]/%20"))),
                id(),
                Set.copyOf(MODELS),
                texts(),
                new CallHandling(
                        any(ErrorFormat.values()),
                        random.nextBoolean() ? Set.of() : Set.copyOf(ROUTES),
                        random.nextInt(4),
                        new PromptEstimation(
                                any(PromptEstimation.Basis.values()), random.nextInt(9), random.nextInt(9))),
                random.nextBoolean() ? new BackendLimits.ProviderWide(limits()) : perResource(),
                enforcement(),
                charging());
    }

    Subscription subscription() {
        var backends = List.of("a", "b", "c").subList(0, random.nextInt(4));
        var from = Instant.EPOCH.plusMillis(random.nextLong(1L << 42));
        return new Subscription(
                id(),
                name(),
                random.nextBoolean()
                        ? Subscription.Subscriber.NOBODY
                        : new Subscription.Subscriber(name(), Set.of(name(), "one")),
                id(),
                Set.copyOf(backends),
                backends.reversed().subList(0, random.nextInt(backends.size() + 1)),
                any(Subscription.Status.values()),
                random.nextBoolean()
                        ? new Validity(from, from.plusNanos(random.nextLong(1L << 60)))
                        : any(List.of(Validity.ALWAYS, Validity.from(from))));
    }

    PriceTable prices() {
        var models = new HashMap<>(Map.of(name(), price()));
        models.put(name(), price());
        return new PriceTable(id(), any(List.of("EUR", "USD")), models);
    }

    private BackendLimits perResource() {
        return new BackendLimits.PerResource(
                limits(),
                random.nextBoolean() ? Map.of() : Map.of(any(ROUTES), limits()),
                limits(),
                random.nextBoolean() ? Map.of() : Map.of(any(MODELS), limits()));
    }

    private Limits limits() {
        var quotas = IntStream.range(0, random.nextInt(3))
                .mapToObj(_ -> quota(window()))
                .collect(Collectors.toMap(quota -> quota.window().id(), quota -> quota, (one, _) -> one));
        return new Limits(List.copyOf(quotas.values()), random.nextInt(3), random.nextInt(65));
    }

    private Quota quota(WindowLength window) {
        var limits = new EnumMap<Dimension, Long>(Dimension.class);
        limits.put(any(Dimension.values()), 1 + random.nextLong(1_000_000_000_000_000L));
        limits.put(any(Dimension.values()), 1 + random.nextLong(1_000));
        return new Quota(window, limits);
    }

    private WindowLength window() {
        var unit = any(WindowUnit.values());
        var zone = any(List.of("Europe/Berlin", "+02:00", "Z"));
        return new WindowLength(1 + random.nextInt(120), unit, unit.isDayOrLonger() ? ZoneId.of(zone) : ZoneOffset.UTC);
    }

    private Enforcement enforcement() {
        var accounting = any(Accounting.values());
        var reach = any(OnQuotaReach.values());
        var isClamped = reach == OnQuotaReach.CLAMP;
        return new Enforcement(
                isClamped ? Accounting.RESERVE : accounting,
                reach,
                any(List.of(OnStoreFailure.DENY, OnStoreFailure.ALLOW, new OnStoreFailure(20))));
    }

    private Charging charging() {
        return new Charging(new TokenWeights(weight(), weight(), weight()), id());
    }

    private long weight() {
        return random.nextInt(100_001);
    }

    private Price price() {
        return new Price(amount(), amount(), amount(), amount(), amount());
    }

    private long amount() {
        return random.nextLong(100_000_000_001L);
    }

    private Map<String, String> texts() {
        return random.nextBoolean() ? Map.of() : Map.of(name(), name());
    }

    private String id() {
        return any(List.of("AIGold", "0", "a-b_c.d", "x".repeat(60)));
    }

    private String name() {
        return any(NAMES);
    }

    <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private <T> T any(T[] all) {
        return all[random.nextInt(all.length)];
    }
}
