package dev.tollgate.admin.wso2;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tollgate.core.configuration.Policy;
import dev.tollgate.core.quota.Dimension;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A policy as WSO2's API Manager shows it: what its model has room for, see {@link Unsayable}.
 *
 * @param policyId made of the name, see {@link #idOf}
 * @param displayName like the description absent where it is empty
 * @param isDeployed always true: what is stored is in force
 * @param defaultLimit absent where the policy limits nothing that the model knows
 * @param rateLimitCount how many requests in one {@code rateLimitTimeUnit}; 0 where these are not limited
 * @param subscriberCount not counted here
 * @param permissions absent where the policy is for everyone
 * @see <a href="https://apim.docs.wso2.com/en/latest/reference/product-apis/admin-apis/admin-v4/admin-v4/">its admin API</a>
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ThrottlePolicy(
        String policyId,
        String policyName,
        @Nullable String displayName,
        @Nullable String description,
        boolean isDeployed,
        String type,
        int graphQLMaxComplexity,
        int graphQLMaxDepth,
        @Nullable ThrottleLimit defaultLimit,
        int rateLimitCount,
        @Nullable String rateLimitTimeUnit,
        int subscriberCount,
        List<Attribute> customAttributes,
        boolean stopOnQuotaReach,
        String billingPlan,
        @Nullable PermissionForm permissions) {
    /** The only type of these policies. */
    static final String TYPE = "SubscriptionThrottlePolicy";

    /** Copies the list. */
    public ThrottlePolicy {
        customAttributes = List.copyOf(customAttributes);
    }

    /** A property for whoever reads it. */
    record Attribute(String name, String value) {}

    /** As it is shown. */
    public static ThrottlePolicy of(Policy policy) {
        var offer = policy.offer();
        var limits = Sayable.of(policy.limits());
        var burst = limits.burst();
        return new ThrottlePolicy(
                idOf(policy.id()),
                policy.id(),
                unlessEmpty(offer.displayName()),
                unlessEmpty(offer.description()),
                true,
                TYPE,
                0,
                0,
                limits.main().map(ThrottleLimit::of).orElse(null),
                burst.map(quota -> Math.toIntExact(
                                quota.limit(Dimension.REQUEST_COUNT).orElseThrow()))
                        .orElse(0),
                burst.map(quota -> Sayable.length(quota).timeUnit().id()).orElse(null),
                0,
                offer.customAttributes().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(each -> new Attribute(each.getKey(), each.getValue()))
                        .toList(),
                policy.enforcement().stopsOnQuotaReach(),
                offer.billingPlan().name(),
                PermissionForm.of(offer.permissions()).orElse(null));
    }

    /** The UUID of a policy's name: version 3 of RFC 9562, over the bytes of {@code tollgate:policy:<name>} in UTF-8. */
    public static String idOf(String name) {
        return UUID.nameUUIDFromBytes(("tollgate:policy:" + name).getBytes(UTF_8))
                .toString();
    }

    private static @Nullable String unlessEmpty(String text) {
        return text.isEmpty() ? null : text;
    }
}
