package dev.tollgate.admin.wso2;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.core.configuration.BillingPlan;
import dev.tollgate.core.configuration.Charging;
import dev.tollgate.core.configuration.Offer;
import dev.tollgate.core.configuration.Permissions;
import dev.tollgate.core.configuration.Policy;
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
import dev.tollgate.core.usage.TokenWeights;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Policies and documents, with anything in any field that may be there. */
record RandomPolicies(Random random) {
    private static final List<String> TEXTS =
            List.of("a", "Größe", "名前", "😀", "a/b~c", "with space", "\"", "x".repeat(100));
    private static final long HIGHEST = 1_000_000_000_000_000L;

    /** One that WSO2's model has room for. */
    Policy sayable() {
        var main = quota(random.nextInt(2) + 2, Sayable.UNITS);
        var quotas = new ArrayList<>(List.of(main));
        if (random.nextBoolean()) {
            quotas.add(burst());
        }
        Collections.shuffle(quotas, random);
        return policy(
                new Limits(quotas, 0, random.nextInt(65)),
                any(List.of(OnQuotaReach.STOP, OnQuotaReach.PASS)),
                Charging.PLAIN,
                roles(List.of("one", "two", "Größe")));
    }

    /** One that it may have no room for. */
    Policy any() {
        var quotas = new ArrayList<Quota>();
        for (var count = random.nextInt(4); count > 0; count--) {
            var quota = random.nextInt(3) == 0 ? burst() : quota(1 + random.nextInt(3), List.of(WindowUnit.values()));
            if (quotas.stream()
                    .noneMatch(
                            other -> other.window().id().equals(quota.window().id()))) {
                quotas.add(quota);
            }
        }
        var limits = new Limits(quotas, quotas.isEmpty() || random.nextInt(5) == 0 ? 7 : 0, 0);
        var weights = random.nextInt(5) == 0 ? new TokenWeights(0, 1, 2) : TokenWeights.EQUAL;
        var priced = limits.on(Set.of(Dimension.COST)).findAny().isPresent() || random.nextInt(5) == 0;
        return policy(
                limits,
                any(List.of(OnQuotaReach.values())),
                new Charging(weights, priced ? "list" : ""),
                roles(List.of("one", "two", PermissionForm.EVERYONE)));
    }

    /** What a client may send. */
    ObjectNode document() {
        var document = JsonNodeFactory.instance.objectNode().put("policyName", any(List.of("AIGold", "0", "a-b_c.d")));
        maybe(() -> document.put("policyId", "01234567-0123-0123-0123-012345678901"));
        maybe(() -> document.put("displayName", any(List.of("", "Größte"))));
        maybe(() -> document.put("description", any(List.of("", "One\nTwo"))));
        maybe(() -> document.put("isDeployed", random.nextBoolean()));
        maybe(() -> document.put("type", "SubscriptionThrottlePolicy"));
        maybe(() -> document.put("subscriberCount", 0)
                .put("graphQLMaxComplexity", 0)
                .putNull("monetization"));
        maybe(() -> document.put("stopOnQuotaReach", random.nextBoolean()));
        maybe(() -> document.put("billingPlan", any(List.of("FREE", "COMMERCIAL"))));
        maybe(() -> document.put("rateLimitCount", any(List.of(0, 5, Integer.MAX_VALUE)))
                .put("rateLimitTimeUnit", any(Sayable.UNITS).id()));
        maybe(() -> {
            var attributes = document.putArray("customAttributes");
            attributes.addObject().put("name", "z").put("value", any(TEXTS));
            attributes.addObject().put("name", any(TEXTS)).put("value", "v");
        });
        maybe(() -> document.putObject("permissions")
                .put("permissionType", any(List.of("ALLOW", "DENY")))
                .putArray("roles")
                .add("z")
                .add(any(TEXTS)));
        limit(document.putObject("defaultLimit"));
        return document;
    }

    private void limit(ObjectNode limit) {
        var isOfRequests = random.nextInt(4) == 0;
        var inner = limit.put("type", isOfRequests ? "REQUESTCOUNTLIMIT" : "AIAPIQUOTALIMIT")
                .putObject(isOfRequests ? "requestCount" : "aiApiQuota")
                .put("timeUnit", any(Sayable.UNITS).id())
                .put("unitTime", 2 + random.nextInt(60))
                .put("requestCount", amount());
        if (!isOfRequests) {
            maybe(() -> inner.put("totalTokenCount", any(List.of(0L, amount()))));
            maybe(() -> inner.put("promptTokenCount", any(List.of(0L, amount()))));
            maybe(() -> inner.put("completionTokenCount", any(List.of(0L, amount()))));
        }
    }

    private Policy policy(Limits limits, OnQuotaReach reach, Charging charging, Permissions permissions) {
        return new Policy(
                any(List.of("AIGold", "0", "a-b_c.d", "x".repeat(60))),
                new Offer(
                        any(List.of("", "Größte")),
                        any(List.of("", "One\nTwo")),
                        any(List.of(BillingPlan.values())),
                        random.nextBoolean() ? Map.of() : Map.of(any(TEXTS), any(TEXTS)),
                        permissions),
                limits,
                new Enforcement(
                        reach == OnQuotaReach.CLAMP ? Accounting.RESERVE : any(List.of(Accounting.values())),
                        reach,
                        any(List.of(OnStoreFailure.DENY, OnStoreFailure.ALLOW, new OnStoreFailure(20)))),
                charging,
                any(List.of(OnMissingUsage.values())),
                1 + random.nextInt(10_000_000));
    }

    private Permissions roles(List<String> names) {
        return random.nextBoolean()
                ? Permissions.EVERYONE
                : new Permissions(any(List.of(Permissions.Type.values())), Set.of(any(names), "always"));
    }

    private Quota burst() {
        return new Quota(
                new WindowLength(1, any(Sayable.UNITS)),
                Map.of(Dimension.REQUEST_COUNT, 1 + random.nextLong(Integer.MAX_VALUE)));
    }

    private Quota quota(int unitTime, List<WindowUnit> units) {
        var unit = any(units);
        var limits = new EnumMap<Dimension, Long>(Dimension.class);
        var dimensions = units.equals(Sayable.UNITS)
                ? List.of(Dimension.REQUEST_COUNT, Dimension.TOTAL_TOKEN_COUNT, Dimension.PROMPT_TOKEN_COUNT)
                : List.of(Dimension.values());
        limits.put(any(dimensions), amount());
        limits.put(any(dimensions), amount());
        var isZoned = unit.isDayOrLonger() && !units.equals(Sayable.UNITS) && random.nextBoolean();
        return new Quota(
                new WindowLength(unitTime, unit, isZoned ? ZoneId.of("Europe/Berlin") : ZoneOffset.UTC), limits);
    }

    private long amount() {
        return 1 + random.nextLong(HIGHEST);
    }

    private void maybe(Runnable addition) {
        if (random.nextBoolean()) {
            addition.run();
        }
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
