package dev.tollgate.admin.form;

import dev.tollgate.core.configuration.BillingPlan;
import dev.tollgate.core.configuration.Charging;
import dev.tollgate.core.configuration.Offer;
import dev.tollgate.core.configuration.Permissions;
import dev.tollgate.core.configuration.Policy;
import dev.tollgate.core.configuration.Versioned;
import dev.tollgate.core.quota.Enforcement;
import dev.tollgate.core.quota.Limits;
import dev.tollgate.core.usage.OnMissingUsage;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A policy.
 *
 * @param displayName its name for people, as empty as the description may be
 * @param billingPlan {@code FREE} or {@code COMMERCIAL}
 * @param customAttributes further properties by name
 * @see <a href="https://apim.docs.wso2.com/en/latest/">the fields of WSO2's form, whose bounds these are</a>
 */
public record PolicyForm(
        String id,
        long version,
        String createdAt,
        String displayName,
        String description,
        String billingPlan,
        SortedMap<String, String> customAttributes,
        Permitted permissions,
        LimitsForm limits,
        EnforcementForm enforcement,
        ChargingForm charging,
        String onMissingUsage,
        long defaultCompletionTokens) {
    static final TextRule DISPLAY_NAME = TextRule.upTo(512);
    static final TextRule DESCRIPTION = TextRule.linesUpTo(1_024);
    static final int MOST_ATTRIBUTES = 50;
    static final TextRule ATTRIBUTE_NAME = TextRule.upTo(100);
    static final TextRule ATTRIBUTE_VALUE = TextRule.linesUpTo(1_024);
    private static final long MOST_COMPLETION_TOKENS = 10_000_000;

    /**
     * Whom a plan is for.
     *
     * @param type {@code ALLOW} or {@code DENY}: what being named means
     */
    record Permitted(String type, List<String> roles) {
        static Permitted of(Permissions permissions) {
            return new Permitted(
                    permissions.type().name(),
                    permissions.roles().stream().sorted().toList());
        }

        /** The type must be said: roles mean the contrary with the other one. */
        static Optional<Permissions> read(Fields fields) {
            fields.require("type");
            var type = fields.choice("type", Permissions.Type.class, Permissions.Type.DENY);
            var roles = fields.distinct("roles", SubscriptionForm.MOST_ROLES, SubscriptionForm.ROLE);
            if (roles.isEmpty()) {
                fields.check("roles", () -> new Permissions(type, roles));
            }
            return fields.make(() -> new Permissions(type, roles));
        }
    }

    /** As it is stored. */
    public static PolicyForm of(Versioned<Policy> stored) {
        var policy = stored.object();
        var offer = policy.offer();
        return new PolicyForm(
                policy.id(),
                stored.version(),
                stored.createdAt().toString(),
                offer.displayName(),
                offer.description(),
                offer.billingPlan().name(),
                new TreeMap<>(offer.customAttributes()),
                Permitted.of(offer.permissions()),
                LimitsForm.of(policy.limits()),
                EnforcementForm.of(policy.enforcement()),
                ChargingForm.of(policy.charging()),
                policy.onMissingUsage().name(),
                policy.defaultCompletionTokens());
    }

    /** As it is sent. */
    static Optional<Policy> read(Fields fields) {
        var id = fields.id("id");
        var offer = offer(fields);
        var given = fields.object("limits", LimitsForm::read);
        var limits = given.orElse(Limits.NONE);
        if (!fields.has("limits") || (given.isPresent() && limits.isEmpty())) {
            fields.value("limits").wrong("must limit something: a plan without any limit is none");
        }
        var enforcement = fields.object("enforcement", EnforcementForm::read).orElse(Enforcement.STRICT);
        var charging = fields.object("charging", ChargingForm::read).orElse(Charging.PLAIN);
        ChargingForm.requirePrices(fields, Stream.of(limits));
        var onMissingUsage = fields.choice("onMissingUsage", OnMissingUsage.class, OnMissingUsage.CHARGE_RESERVATION);
        var defaultCompletion =
                fields.number("defaultCompletionTokens", 1, MOST_COMPLETION_TOKENS, Policy.fittingDefault(limits));
        return fields.make(
                () -> new Policy(id, offer, limits, enforcement, charging, onMissingUsage, defaultCompletion));
    }

    private static Offer offer(Fields fields) {
        return new Offer(
                fields.optionalText("displayName", DISPLAY_NAME),
                fields.optionalText("description", DESCRIPTION),
                fields.choice("billingPlan", BillingPlan.class, BillingPlan.FREE),
                fields.members(
                        "customAttributes", MOST_ATTRIBUTES, ATTRIBUTE_NAME, value -> value.text(ATTRIBUTE_VALUE)),
                fields.object("permissions", Permitted::read).orElse(Permissions.EVERYONE));
    }
}
