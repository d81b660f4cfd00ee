package dev.tollgate.admin.form;

import dev.tollgate.core.quota.WindowUnit;

/** What the values of a policy must be like, in whichever form it is sent. */
public final class PolicyBounds {
    /** The id. */
    public static final TextRule ID = TextRule.ID;

    /** The name for people. */
    public static final TextRule DISPLAY_NAME = PolicyForm.DISPLAY_NAME;

    /** The description. */
    public static final TextRule DESCRIPTION = PolicyForm.DESCRIPTION;

    /** How many custom attributes there may be. */
    public static final int MOST_ATTRIBUTES = PolicyForm.MOST_ATTRIBUTES;

    /** The name of a custom attribute. */
    public static final TextRule ATTRIBUTE_NAME = PolicyForm.ATTRIBUTE_NAME;

    /** The value of a custom attribute. */
    public static final TextRule ATTRIBUTE_VALUE = PolicyForm.ATTRIBUTE_VALUE;

    /** How many roles may be named. */
    public static final int MOST_ROLES = SubscriptionForm.MOST_ROLES;

    /** A role. */
    public static final TextRule ROLE = SubscriptionForm.ROLE;

    /** The highest limit. */
    public static final long HIGHEST_LIMIT = QuotaForm.HIGHEST;

    private PolicyBounds() {}

    /** The longest window in this unit. */
    public static long mostUnits(WindowUnit unit) {
        return WindowFields.most(unit);
    }
}
