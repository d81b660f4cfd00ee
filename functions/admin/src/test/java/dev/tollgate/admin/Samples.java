package dev.tollgate.admin;

import dev.tollgate.core.configuration.ApiKey;
import dev.tollgate.core.configuration.Backend;
import dev.tollgate.core.configuration.BackendLimits;
import dev.tollgate.core.configuration.BillingPlan;
import dev.tollgate.core.configuration.CallHandling;
import dev.tollgate.core.configuration.Charging;
import dev.tollgate.core.configuration.ConfigurationObject;
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
import dev.tollgate.core.quota.Limits;
import dev.tollgate.core.quota.OnStoreFailure;
import dev.tollgate.core.quota.Quota;
import dev.tollgate.core.quota.WindowLength;
import dev.tollgate.core.quota.WindowUnit;
import dev.tollgate.core.usage.OnMissingUsage;
import dev.tollgate.core.usage.Price;
import dev.tollgate.core.usage.TokenWeights;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Objects with every field set, all of the same id. */
final class Samples {
    static final String ID = "sample";
    static final String HASH = "0f".repeat(32);

    private static final Validity YEAR =
            new Validity(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2027-01-01T00:00:00Z"));
    private static final WindowLength DAY = new WindowLength(1, WindowUnit.DAY, ZoneId.of("Europe/Berlin"));
    private static final Limits LIMITS = new Limits(
            List.of(
                    new Quota(
                            new WindowLength(1, WindowUnit.MINUTE),
                            Map.of(Dimension.REQUEST_COUNT, 500L, Dimension.TOTAL_TOKEN_COUNT, 50_000L)),
                    new Quota(
                            DAY,
                            Map.of(
                                    Dimension.PROMPT_TOKEN_COUNT, 1L,
                                    Dimension.COMPLETION_TOKEN_COUNT, 2L,
                                    Dimension.COST, 3L))),
            20,
            4);
    private static final Quota REQUESTS_A_MINUTE =
            new Quota(new WindowLength(1, WindowUnit.MINUTE), Map.of(Dimension.REQUEST_COUNT, 500L));
    private static final Charging PRICED = new Charging(new TokenWeights(100, 1_250, 2_000), "list-prices");

    private Samples() {}

    static Policy policy() {
        return new Policy(
                ID,
                new Offer(
                        "Größte",
                        "One\nTwo",
                        BillingPlan.COMMERCIAL,
                        Map.of("tier", "1", "team", "a"),
                        new Permissions(Permissions.Type.ALLOW, Set.of("y", "x"))),
                LIMITS,
                new Enforcement(Accounting.COUNT_AFTER, Enforcement.OnQuotaReach.PASS, new OnStoreFailure(20)),
                PRICED,
                OnMissingUsage.CHARGE_ESTIMATE,
                100);
    }

    static Backend backend() {
        return new Backend(
                ID,
                "openai",
                URI.create("https://api.example.com/v1"),
                "openai-key",
                Set.of("gpt-5", "gpt-4"),
                Map.of("fast", "gpt-5", "cheap", "gpt-4"),
                CallHandling.DEFAULT
                        .with(ErrorFormat.WSO2_FAULT)
                        .withRetries(1)
                        .withRequestCounted(Set.of("POST /v1/images/generations", "GET /v1/files/{id}")),
                new BackendLimits.PerResource(
                        Limits.NONE, Map.of("POST /v1/chat/completions", LIMITS), LIMITS, Map.of("gpt-5", Limits.NONE)),
                Enforcement.STRICT.with(Enforcement.OnQuotaReach.CLAMP).with(OnStoreFailure.ALLOW),
                PRICED);
    }

    static Subscription subscription() {
        return new Subscription(ID, "Größte Anwendung", "AIGold", Set.of("openai", "demo", "azure"))
                .withFallbacks("openai", "azure")
                .with(new Subscription.Subscriber("ACME", Set.of("z", "x")))
                .with(Subscription.Status.BLOCKED)
                .with(YEAR);
    }

    static ApiKey key() {
        return new ApiKey("k1", ID, HASH, YEAR);
    }

    static PriceTable prices() {
        return new PriceTable(
                ID, "EUR", Map.of("*", Price.of(1_250_000, 10_000_000), "gpt-5", new Price(1, 2, 3, 4, 5)));
    }

    /** What the others name. */
    static List<ConfigurationObject> named() {
        return List.of(
                Policy.of("AIGold", REQUESTS_A_MINUTE), new PriceTable("list-prices", "EUR", Map.of("*", Price.FREE)));
    }

    static List<ConfigurationObject> all() {
        return List.of(policy(), backend(), subscription(), key(), prices());
    }
}
