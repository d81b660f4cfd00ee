package dev.tollgate.infra.stage;

import java.util.List;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.apigateway.CfnAccount;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.constructs.Construct;

/**
 * The role by which API Gateway writes logs, which an account has once in a region, whatever its APIs are. It stays when the stack
 * goes: another stage's API may log by it.
 */
final class ApiLogRole extends Construct {
    ApiLogRole(Construct scope) {
        super(scope, "ApiLogs");
        var role = Role.Builder.create(this, "Role")
                .assumedBy(new ServicePrincipal("apigateway.amazonaws.com"))
                .managedPolicies(List.of(
                        ManagedPolicy.fromAwsManagedPolicyName("service-role/AmazonAPIGatewayPushToCloudWatchLogs")))
                .build();
        Accepted.finding(role, "AwsSolutions-IAM4", "API Gateway asks for the rights of this policy");
        var account = CfnAccount.Builder.create(this, "Account")
                .cloudWatchRoleArn(role.getRoleArn())
                .build();
        role.applyRemovalPolicy(RemovalPolicy.RETAIN);
        account.applyRemovalPolicy(RemovalPolicy.RETAIN);
    }
}
