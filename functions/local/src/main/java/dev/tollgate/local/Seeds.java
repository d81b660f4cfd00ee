package dev.tollgate.local;

import dev.tollgate.core.configuration.Backend;
import dev.tollgate.core.configuration.Policy;
import dev.tollgate.core.configuration.Subscription;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.Enforcement;
import dev.tollgate.core.quota.Limits;
import dev.tollgate.core.quota.Quota;
import dev.tollgate.core.quota.WindowLength;
import dev.tollgate.core.quota.WindowUnit;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What every stage has at the start. */
final class Seeds {
    /** The demo application's subscription, on AIGold. */
    static final String DEMO = "demo-application";

    /** The backend that is always the demo model. */
    static final String DEMO_BACKEND = "demo";

    /** A subscription that is soon used up, to see a refusal: on AITrial. */
    static final String TRIAL = "demo-trial";

    private static final WindowLength MINUTE = new WindowLength(1, WindowUnit.MINUTE);

    /** WSO2's figure for it. One counter: what refuses nobody needs no more, unless somebody asks for it. */
    private static final Limits UNLIMITED =
            new Limits(List.of(new Quota(MINUTE, Map.of(Dimension.REQUEST_COUNT, (long) Integer.MAX_VALUE))), 0, 1);

    static final Set<String> EVERY_BACKEND = Set.of(DEMO_BACKEND, "openai", "azure", "anthropic", "gemini", "bedrock");

    private Seeds() {}

    /**
     * The default plans. AIGold's figures are WSO2's; those of AISilver and AIBronze are not published, so they are our
     * own: a half and a fifth of it. AIUnlimited counts and never refuses.
     */
    static List<Policy> policies() {
        return List.of(
                Policy.of("AIGold", perMinute(500, 50_000)),
                Policy.of("AISilver", perMinute(250, 25_000)),
                Policy.of("AIBronze", perMinute(100, 10_000)),
                Policy.of("AIUnlimited", UNLIMITED).with(Enforcement.STRICT.with(Enforcement.OnQuotaReach.PASS)),
                Policy.of("AITrial", perMinute(3, 2_000)));
    }

    /** The demo model, whatever else is configured. */
    static Backend demo(URI demoModel) {
        return Backend.of(DEMO_BACKEND, "openai", demoModel, DEMO_BACKEND);
    }

    /** The demo application, once on a plan to work with and once on one that is soon used up. */
    static List<Subscription> subscriptions() {
        return List.of(
                new Subscription(DEMO, "Demo application", "AIGold", EVERY_BACKEND),
                new Subscription(TRIAL, "Demo application, on trial", "AITrial", EVERY_BACKEND));
    }

    private static Quota perMinute(long requests, long totalTokens) {
        return new Quota(MINUTE, Map.of(Dimension.REQUEST_COUNT, requests, Dimension.TOTAL_TOKEN_COUNT, totalTokens));
    }
}
