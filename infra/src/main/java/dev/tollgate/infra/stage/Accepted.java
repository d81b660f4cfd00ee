package dev.tollgate.infra.stage;

import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import java.util.List;
import software.constructs.IConstruct;

/** What a rule of cdk-nag finds and we want so: each with its reason, beside the resource that it is about. */
final class Accepted {
    private Accepted() {}

    /** Of this resource. */
    static void finding(IConstruct resource, String rule, String reason) {
        suppress(resource, rule, reason, false);
    }

    /** Of a role: of the policies that belong to it. */
    static void rights(IConstruct role, String rule, String reason) {
        suppress(role, rule, reason, true);
    }

    private static void suppress(IConstruct construct, String rule, String reason, boolean isForAllInside) {
        var suppression = NagPackSuppression.builder().id(rule).reason(reason).build();
        NagSuppressions.addResourceSuppressions(construct, List.of(suppression), isForAllInside);
    }
}
