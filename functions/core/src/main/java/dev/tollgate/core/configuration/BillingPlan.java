package dev.tollgate.core.configuration;

/** Whether a plan costs its subscribers anything. For people: Tollgate sends no bills. */
public enum BillingPlan {
    FREE,
    COMMERCIAL
}
