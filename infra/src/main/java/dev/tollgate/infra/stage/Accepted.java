package dev.tollgate.infra.stage;

import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import io.github.cdklabs.cdknag.RegexAppliesTo;
import java.util.List;
import java.util.stream.Stream;
import software.constructs.IConstruct;

/** What a rule of cdk-nag finds and we want so: each with its reason, beside the resource that it is about. */
final class Accepted {
    private Accepted() {}

    /** Of this resource. */
    static void finding(IConstruct resource, String rule, String reason) {
        suppress(resource, NagPackSuppression.builder().id(rule).reason(reason).build(), false);
    }

    /** Of all that is inside. */
    static void inside(IConstruct construct, String rule, String reason) {
        suppress(construct, NagPackSuppression.builder().id(rule).reason(reason).build(), true);
    }

    /** That a role has rights to what these ARNs match, and to nothing wider. */
    static void rights(IConstruct role, String reason, String... resources) {
        var suppression = NagPackSuppression.builder()
                .id("AwsSolutions-IAM5")
                .reason(reason)
                .appliesTo(Stream.of(resources).map(Accepted::wildcard).toList())
                .build();
        suppress(role, suppression, true);
    }

    private static void suppress(IConstruct construct, NagPackSuppression suppression, boolean isForAllInside) {
        NagSuppressions.addResourceSuppressions(construct, List.of(suppression), isForAllInside);
    }

    /** What the finding about an ARN is called: cdk-nag has words of its own for a partition and a region not yet known. */
    private static RegexAppliesTo wildcard(String arn) {
        var resource = arn.startsWith("arn:") ? "arn:.*:" + literally(arn.split(":", 6)[5]) : literally(arn);
        return RegexAppliesTo.builder()
                .regex("/^Resource::%s$/".formatted(resource))
                .build();
    }

    private static String literally(String text) {
        return text.replaceAll("[^\\w:-]", "\\\\$0");
    }
}
