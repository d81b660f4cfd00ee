package dev.tollgate.benchmarks.gateway;

import dev.tollgate.core.configuration.ApiKey;
import dev.tollgate.core.configuration.Backend;
import dev.tollgate.core.configuration.ConfigurationObject;
import dev.tollgate.core.configuration.Policy;
import dev.tollgate.core.configuration.Subscription;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.Limits;
import dev.tollgate.core.quota.Quota;
import dev.tollgate.core.quota.WindowLength;
import dev.tollgate.core.quota.WindowUnit;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What Tollgate is told: one subscription on a plan that is enforced and never reached. */
final class Plan {
    static final String SUBSCRIPTION = "benchmark";
    static final String BACKEND = "openai";

    /** Name of the provider's key. */
    static final String CREDENTIAL = "openai";

    static final Quota QUOTA = new Quota(
            new WindowLength(1, WindowUnit.MINUTE),
            Map.of(Dimension.REQUEST_COUNT, 1_000_000_000L, Dimension.TOTAL_TOKEN_COUNT, 1_000_000_000_000L));

    private static final String POLICY = "benchmark";

    /** All calls meet in it: the most that a counter can be in the way. */
    private static final int SHARDS = 1;

    private Plan() {}

    /** The configuration with this key. */
    static ConfigurationObject[] configuration(URI provider, ApiKey key) {
        return new ConfigurationObject[] {
            Policy.of(POLICY, new Limits(List.of(QUOTA), 0, SHARDS)),
            Backend.of(BACKEND, "openai", provider, CREDENTIAL),
            new Subscription(SUBSCRIPTION, "The benchmark", POLICY, Set.of(BACKEND)),
            key
        };
    }
}
