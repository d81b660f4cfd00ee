package dev.tollgate.core.configuration;

import java.util.Map;

/**
 * How a plan is offered: what people see of it, and who may subscribe. No call is decided by it. Immutable.
 *
 * @param displayName its name for people; empty where the id will do
 * @param description what it is for; may be empty
 * @param billingPlan whether it costs anything
 * @param customAttributes further properties by name, for whoever reads them
 * @param permissions whom it is for
 * @see <a href="https://apim.docs.wso2.com/en/latest/">the fields of WSO2's form</a>
 */
public record Offer(
        String displayName,
        String description,
        BillingPlan billingPlan,
        Map<String, String> customAttributes,
        Permissions permissions) {
    /** Free, for everyone, and without words. */
    public static final Offer PLAIN = new Offer("", "", BillingPlan.FREE, Map.of(), Permissions.EVERYONE);

    /** Copies the map. */
    public Offer {
        customAttributes = Map.copyOf(customAttributes);
    }

    /** The same for others. */
    public Offer with(Permissions others) {
        return new Offer(displayName, description, billingPlan, customAttributes, others);
    }
}
