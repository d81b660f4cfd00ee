package dev.tollgate.admin.form;

import dev.tollgate.core.configuration.Policy;
import dev.tollgate.core.configuration.Versioned;

/** A policy. */
public record PolicyForm(
        String id,
        long version,
        LimitsForm limits,
        EnforcementForm enforcement,
        ChargingForm charging,
        String onMissingUsage,
        long defaultCompletionTokens) {
    /** As it is stored. */
    public static PolicyForm of(Versioned<Policy> stored) {
        var policy = stored.object();
        return new PolicyForm(
                policy.id(),
                stored.version(),
                LimitsForm.of(policy.limits()),
                EnforcementForm.of(policy.enforcement()),
                ChargingForm.of(policy.charging()),
                policy.onMissingUsage().name(),
                policy.defaultCompletionTokens());
    }
}
