package dev.tollgate.infra.stage;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.apigateway.Stage;
import software.amazon.awscdk.services.wafv2.CfnWebACL;
import software.amazon.awscdk.services.wafv2.CfnWebACLAssociation;
import software.constructs.Construct;

/**
 * AWS WAF before the API: who is known to be bad, and who calls too often from one address. No rule looks into bodies: WAF sees
 * their first 64 KB at most, and takes prompts for attacks.
 */
final class Firewall extends Construct {
    private final String name;

    /** @param rate calls from one address in five minutes, at most */
    Firewall(StageStack stack, Stage stage, long rate) {
        super(stack, "Firewall");
        this.name = stack.names.of("firewall");
        var acl = CfnWebACL.Builder.create(this, "Acl")
                .name(name)
                .scope("REGIONAL")
                .defaultAction(CfnWebACL.DefaultActionProperty.builder()
                        .allow(CfnWebACL.AllowActionProperty.builder().build())
                        .build())
                .rules(List.of(reputation(), rate(rate)))
                .visibilityConfig(visibility("all"))
                .build();
        CfnWebACLAssociation.Builder.create(this, "Association")
                .resourceArn(stage.getStageArn())
                .webAclArn(acl.getAttrArn())
                .build();
    }

    private CfnWebACL.RuleProperty reputation() {
        return CfnWebACL.RuleProperty.builder()
                .name("reputation")
                .priority(0)
                .overrideAction(CfnWebACL.OverrideActionProperty.builder()
                        .none(Map.of())
                        .build())
                .statement(CfnWebACL.StatementProperty.builder()
                        .managedRuleGroupStatement(CfnWebACL.ManagedRuleGroupStatementProperty.builder()
                                .vendorName("AWS")
                                .name("AWSManagedRulesAmazonIpReputationList")
                                .build())
                        .build())
                .visibilityConfig(visibility("reputation"))
                .build();
    }

    private CfnWebACL.RuleProperty rate(long limit) {
        return CfnWebACL.RuleProperty.builder()
                .name("rate")
                .priority(1)
                .action(CfnWebACL.RuleActionProperty.builder()
                        .block(CfnWebACL.BlockActionProperty.builder().build())
                        .build())
                .statement(CfnWebACL.StatementProperty.builder()
                        .rateBasedStatement(CfnWebACL.RateBasedStatementProperty.builder()
                                .aggregateKeyType("IP")
                                .limit(limit)
                                .build())
                        .build())
                .visibilityConfig(visibility("rate"))
                .build();
    }

    /** Requests are not sampled: a sample shows headers, and so keys. */
    private CfnWebACL.VisibilityConfigProperty visibility(String rule) {
        return CfnWebACL.VisibilityConfigProperty.builder()
                .cloudWatchMetricsEnabled(true)
                .metricName(name + "-" + rule)
                .sampledRequestsEnabled(false)
                .build();
    }
}
