package dev.tollgate.admin.wso2;

import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.admin.form.Fields;
import dev.tollgate.admin.form.Form;
import dev.tollgate.admin.form.PolicyBounds;
import dev.tollgate.admin.form.PolicyForm;
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
import dev.tollgate.core.quota.Quota;
import dev.tollgate.core.quota.WindowLength;
import dev.tollgate.core.usage.OnMissingUsage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads policies as WSO2's clients send them. What would mean something there and cannot be held here is refused, as is what
 * nobody knows; what the API Manager sets itself may be sent back as it was shown.
 *
 * @param before the policy that is written over; empty for a new one, which counts as the API Manager does
 */
record ThrottlePolicyReader(Optional<Policy> before) {
    private static final Enforcement AS_WSO2 = Enforcement.STRICT.with(Accounting.COUNT_AFTER);

    /** What a document means, or all that is wrong with it. */
    Form.Read<Policy> read(JsonNode document) {
        return new Form<>(Policy.class, "policy", PolicyForm::of, this::read).read(document);
    }

    private Optional<Policy> read(Fields fields) {
        var id = name(fields);
        readOnly(fields);
        var offer = offer(fields);
        var quotas = quotas(fields);
        var enforcement = before.map(Policy::enforcement).orElse(AS_WSO2);
        var stops = fields.flag("stopOnQuotaReach", true);
        return fields.make(() -> {
            var limits = limits(quotas);
            return new Policy(
                    id,
                    offer,
                    limits,
                    enforcement.with(stops ? OnQuotaReach.STOP : OnQuotaReach.PASS),
                    Charging.PLAIN,
                    before.map(Policy::onMissingUsage).orElse(OnMissingUsage.CHARGE_RESERVATION),
                    before.map(Policy::defaultCompletionTokens).orElseGet(() -> Policy.fittingDefault(limits)));
        });
    }

    private String name(Fields fields) {
        if (before.isEmpty()) {
            return fields.text("policyName", PolicyBounds.ID);
        }
        var id = before.get().id();
        if (fields.has("policyName")
                && !fields.value("policyName").node().asText().equals(id)) {
            fields.value("policyName").wrong("must be '%s': a policy keeps its name".formatted(id));
        }
        return id;
    }

    private static void readOnly(Fields fields) {
        var _ = fields.value("policyId");
        var _ = fields.flag("isDeployed", true);
        fields.choice("type", new String[] {ThrottlePolicy.TYPE}, type -> type, ThrottlePolicy.TYPE);
        for (var name : List.of("subscriberCount", "graphQLMaxComplexity", "graphQLMaxDepth")) {
            var node = fields.value(name).node();
            if (fields.has(name) && !(node.isIntegralNumber() && node.asLong(1) == 0)) {
                fields.value(name).wrong("must be 0 or left out: this is not held here");
            }
        }
        if (fields.has("monetization")) {
            fields.value("monetization").wrong("must be left out: nobody is billed here");
        }
    }

    private static Offer offer(Fields fields) {
        return new Offer(
                fields.optionalText("displayName", PolicyBounds.DISPLAY_NAME),
                fields.optionalText("description", PolicyBounds.DESCRIPTION),
                fields.choice("billingPlan", BillingPlan.class, BillingPlan.FREE),
                attributes(fields),
                fields.object("permissions", PermissionForm::read).orElse(Permissions.EVERYONE));
    }

    private static Map<String, String> attributes(Fields fields) {
        var given = fields.list(
                "customAttributes",
                PolicyBounds.MOST_ATTRIBUTES,
                value -> value.object(ThrottlePolicyReader::attribute));
        var attributes = given.stream()
                .collect(toMap(ThrottlePolicy.Attribute::name, ThrottlePolicy.Attribute::value, (one, _) -> one));
        if (attributes.size() < given.size()) {
            fields.value("customAttributes").wrong("must not have two of the same name");
        }
        return attributes;
    }

    private static Optional<ThrottlePolicy.Attribute> attribute(Fields fields) {
        var name = fields.text("name", PolicyBounds.ATTRIBUTE_NAME);
        var value = fields.text("value", PolicyBounds.ATTRIBUTE_VALUE);
        return fields.make(() -> new ThrottlePolicy.Attribute(name, value));
    }

    private static List<Quota> quotas(Fields fields) {
        fields.require("defaultLimit");
        var quotas = new ArrayList<Quota>();
        fields.object("defaultLimit", ThrottleLimit::read).ifPresent(quotas::add);
        burst(fields).ifPresent(quotas::add);
        fields.check("rateLimitTimeUnit", () -> new Limits(quotas, 0, 0));
        return quotas;
    }

    /** Burst control; the unit means nothing without a count. */
    private static Optional<Quota> burst(Fields fields) {
        var count = fields.number("rateLimitCount", 0, Integer.MAX_VALUE, 0);
        if (count == 0) {
            var _ = fields.value("rateLimitTimeUnit");
            return Optional.empty();
        }
        var window = new WindowLength(1, ThrottleLimit.unit(fields, "rateLimitTimeUnit"));
        return Optional.of(new Quota(window, Map.of(Dimension.REQUEST_COUNT, count)));
    }

    /** In the order in which they were kept, where they are the same. */
    private Limits limits(List<Quota> quotas) {
        var kept = before.map(Policy::limits).orElse(Limits.NONE);
        var isSame = new HashSet<>(kept.quotas()).equals(new HashSet<>(quotas));
        return new Limits(isSame ? kept.quotas() : quotas, 0, kept.shards());
    }
}
