package dev.tollgate.admin;

import dev.tollgate.admin.access.Role;
import dev.tollgate.core.configuration.ApiKey;
import dev.tollgate.core.configuration.Backend;
import dev.tollgate.core.configuration.BackendLimits;
import dev.tollgate.core.configuration.Policy;
import dev.tollgate.core.configuration.PriceTable;
import dev.tollgate.core.configuration.Subscription;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.Quota;
import dev.tollgate.core.quota.WindowLength;
import dev.tollgate.core.quota.WindowUnit;
import dev.tollgate.core.usage.Price;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** A request for each route that writes, each of which succeeds once {@link #prepare} has been called. */
final class Writes {
    static final String POLICY = """
            {"id": "new", "limits": {"quotas": [{"unitTime": 1, "timeUnit": "min", "requestCount": 5}]}}""";
    static final String BACKEND = """
            {"id": "new", "dialect": "openai", "baseUrl": "https://api.example.com", "credential": "key"}""";
    static final String SUBSCRIPTION = """
            {"id": "new", "application": "App", "policy": "plan", "backends": ["provider"]}""";
    static final String PRICES = """
            {"id": "new", "currency": "EUR", "models": {"*": {"prompt": 1, "completion": 2}}}""";

    private static final String THROTTLE_POLICY = """
            {"policyName": "new", "defaultLimit": {"type": "AIAPIQUOTALIMIT",
             "aiApiQuota": {"timeUnit": "min", "unitTime": 1, "requestCount": 1000000, "totalTokenCount": 300}}}""";

    private Writes() {}

    /** What the requests are about. */
    static void prepare(AdminFixture admin) {
        admin.configuration.put(plan("plan"));
        admin.configuration.put(plan("unused"));
        admin.configuration.put(Backend.of("provider", "openai", URI.create("https://api.example.com"), "key")
                .with(new BackendLimits.ProviderWide(plan("plan").limits())));
        admin.configuration.put(Backend.of("unused", "openai", URI.create("https://api.example.com"), "key"));
        admin.configuration.put(new Subscription("app", "App", "plan", Set.of("provider")));
        admin.configuration.put(new Subscription("unused", "App", "plan", Set.of("provider")));
        admin.configuration.put(new ApiKey("k1", "app", Samples.HASH));
        admin.configuration.put(new PriceTable("unused", "EUR", Map.of("*", Price.of(1, 2))));
    }

    static Policy plan(String id) {
        return Policy.of(id, new Quota(new WindowLength(1, WindowUnit.MINUTE), Map.of(Dimension.REQUEST_COUNT, 5L)));
    }

    /** The one of a route. */
    static Ask of(AdminFixture admin, String route) {
        return Objects.requireNonNull(all(admin).get(route), route);
    }

    /** By the names of the routes. */
    static Map<String, Ask> all(AdminFixture admin) {
        var asks = new LinkedHashMap<String, Ask>();
        kind(admin, "/policies", POLICY, "{\"description\": \"x\"}", asks);
        kind(admin, "/backends", BACKEND, "{\"models\": [\"m\"]}", asks);
        kind(admin, "/subscriptions", SUBSCRIPTION, "{\"application\": \"x\"}", asks);
        kind(admin, "/prices", PRICES, "{\"currency\": \"USD\"}", asks);
        var keys = "/subscriptions/{id}/keys";
        asks.put("POST " + keys, Ask.of("POST", "/subscriptions/app/keys").sending("{\"validFor\": \"90d\"}"));
        asks.put(
                "POST " + keys + "/{key}/rotate",
                Ask.of("POST", "/subscriptions/app/keys/k1/rotate").sending("{\"overlap\": \"1h\"}"));
        asks.put("DELETE " + keys + "/{key}", Ask.of("DELETE", "/subscriptions/app/keys/k1"));
        asks.put("PUT /credentials/{name}", Ask.of("PUT", "/credentials/key").sending("{\"value\": \"sk-secret\"}"));
        for (var owner : List.of("subscriptions/app", "backends/provider")) {
            var route = "/usage/" + owner.substring(0, owner.indexOf('/')) + "/{id}";
            var window = "{\"window\": \"1min\", \"reason\": \"as agreed\"";
            asks.put(
                    "POST " + route + "/reset",
                    Ask.of("POST", "/usage/" + owner + "/reset").sending(window + "}"));
            asks.put(
                    "POST " + route + "/top-up",
                    Ask.of("POST", "/usage/" + owner + "/top-up")
                            .sending(window + ", \"granted\": {\"requestCount\": 3}}")
                            .with("Idempotency-Key", "once"));
        }
        var wso2 = "/api/am/admin/v4/throttling/policies/subscription";
        asks.put("POST " + wso2, Ask.of("POST", wso2).sending(THROTTLE_POLICY));
        asks.put(
                "PUT " + wso2 + "/{id}",
                Ask.of("PUT", wso2 + "/unused").sending(THROTTLE_POLICY.replace("\"new\"", "\"unused\"")));
        asks.put("DELETE " + wso2 + "/{id}", Ask.of("DELETE", wso2 + "/unused"));
        asks.replaceAll((_, ask) -> ask.as(Role.ADMIN));
        return asks;
    }

    private static void kind(AdminFixture admin, String path, String document, String patch, Map<String, Ask> asks) {
        var one = path + "/unused";
        var tag = admin.ask(Ask.of("GET", one).as(Role.ADMIN)).header("etag");
        asks.put("POST " + path, Ask.of("POST", path).sending(document));
        asks.put(
                "PUT " + path + "/{id}",
                Ask.of("PUT", one)
                        .sending(document.replace("\"id\": \"new\", ", ""))
                        .with("If-Match", tag));
        asks.put(
                "PATCH " + path + "/{id}",
                Ask.of("PATCH", one)
                        .withBody(patch)
                        .with("Content-Type", "application/merge-patch+json")
                        .with("If-Match", tag));
        asks.put("DELETE " + path + "/{id}", Ask.of("DELETE", one).with("If-Match", tag));
    }
}
