package dev.tollgate.admin.wso2;

import dev.tollgate.core.configuration.Policy;
import dev.tollgate.core.quota.Enforcement.OnQuotaReach;
import dev.tollgate.core.usage.TokenWeights;
import java.util.ArrayList;
import java.util.List;

/**
 * What a policy says that WSO2's model has no words for, and that changes what the figures mean which it has. What it has no
 * words for and does not miss is not among this: how calls are accounted, what is charged without a usage figure, what becomes
 * of calls while the store fails, and the default maximum are kept as they are when the policy is written.
 */
final class Unsayable {
    private Unsayable() {}

    /** The fields, by the names that they have in Tollgate's own form; none where the policy can be said. */
    static List<String> in(Policy policy) {
        var fields = new ArrayList<String>();
        var said = Sayable.of(policy.limits()).quotas();
        policy.limits().quotas().stream()
                .filter(quota -> !said.contains(quota))
                .forEach(quota -> fields.add("limits.quotas (%s)".formatted(quota.window())));
        if (policy.limits().concurrentRequests() > 0) {
            fields.add("limits.concurrentRequests");
        }
        if (policy.enforcement().onQuotaReach() == OnQuotaReach.CLAMP) {
            fields.add("enforcement.clampOnQuotaReach");
        }
        if (!policy.charging().weights().equals(TokenWeights.EQUAL)) {
            fields.add("charging.weights");
        }
        if (!policy.charging().prices().isEmpty()) {
            fields.add("charging.prices");
        }
        if (policy.offer().permissions().roles().contains(PermissionForm.EVERYONE)) {
            fields.add("permissions");
        }
        return List.copyOf(fields);
    }
}
