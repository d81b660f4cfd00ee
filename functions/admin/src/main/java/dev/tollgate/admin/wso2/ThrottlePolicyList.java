package dev.tollgate.admin.wso2;

import java.util.List;

/**
 * Policies in the order of their names.
 *
 * @param count how many these are
 */
record ThrottlePolicyList(int count, List<ThrottlePolicy> list) {
    static ThrottlePolicyList of(List<ThrottlePolicy> policies) {
        return new ThrottlePolicyList(policies.size(), policies);
    }
}
