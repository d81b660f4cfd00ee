package dev.tollgate.infra.stage;

import dev.tollgate.infra.settings.Setting;
import dev.tollgate.infra.settings.StageSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.services.apigateway.AuthorizationType;
import software.amazon.awscdk.services.apigateway.CognitoUserPoolsAuthorizer;
import software.amazon.awscdk.services.apigateway.LambdaIntegration;
import software.amazon.awscdk.services.apigateway.LambdaIntegrationOptions;
import software.amazon.awscdk.services.apigateway.MethodOptions;
import software.amazon.awscdk.services.apigateway.RestApi;
import software.amazon.awscdk.services.apigateway.StageOptions;
import software.amazon.awscdk.services.cognito.UserPool;
import software.constructs.Construct;

/**
 * What operators call: the admin function behind an API of its own, which has each of its routes by name, so that IAM can allow
 * some of them.
 */
final class AdminStack extends StageStack {
    /** Enough to start quickly for whoever waits at a terminal. */
    private static final long MEMORY_MB = 1024;
    /** Requests a second: operators and their tools. */
    private static final int RATE = 50;

    AdminStack(Construct stage, StageSettings settings, Path zip) {
        super(stage, settings, "Admin", "plans, backends, subscriptions, keys, usage");
        if (!settings.has(Setting.ADMIN_ROLES)) {
            Annotations.of(this)
                    .addError("%s.%s is not set: it must be %s. Set it in cdk.json, or by -c"
                            .formatted(settings.kind().id(), Setting.ADMIN_ROLES.id(), Setting.ADMIN_ROLES.mustBe()));
        }
        if (settings.has(Setting.USER_POOL)) {
            checkRegion(Setting.USER_POOL);
        }
        var api = api(function(zip), OpenApiRoutes.in(zip));
        var endpoint = StageApi.endpoint(api);
        CfnOutput.Builder.create(this, "AdminEndpoint")
                .description("What TOLLGATE_ADMIN_URL must be")
                .value(endpoint)
                .build();
        CfnOutput.Builder.create(this, "NextCommand")
                .description("What to type next: it lists the plans, none at first. Then see docs/deploy.md")
                .value("./tollgate --url %s %spolicies list"
                        .formatted(endpoint, settings.has(Setting.USER_POOL) ? "--token-file id-token.txt " : ""))
                .build();
    }

    private StageFunction function(Path zip) {
        var function = new StageFunction(
                this,
                new StageFunction.Spec(
                        names.adminFunction(),
                        "Tollgate %s: manages plans, backends, subscriptions and keys"
                                .formatted(settings.kind().id()),
                        zip,
                        "dev.tollgate.admin.function.AdminFunction",
                        environment(),
                        MEMORY_MB,
                        StageApi.FUNCTION_TIMEOUT,
                        StageFunction.Host.SNAPSHOTS));
        function.allow(
                List.of(
                        "dynamodb:BatchGetItem",
                        "dynamodb:DeleteItem",
                        "dynamodb:GetItem",
                        "dynamodb:PutItem",
                        "dynamodb:Query",
                        "dynamodb:UpdateItem"),
                arn("dynamodb", "table", names.configurationTable()));
        function.allow(
                List.of("dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:Query", "dynamodb:UpdateItem"),
                arn("dynamodb", "table", names.countersTable()));
        var reason = "a secret's ARN ends in six characters that nobody knows beforehand";
        function.allowMany(reason, List.of("secretsmanager:GetSecretValue"), secret(names.pepper() + "-??????"));
        function.allowMany(
                reason,
                List.of(
                        "secretsmanager:CreateSecret",
                        "secretsmanager:DescribeSecret",
                        "secretsmanager:PutSecretValue"),
                secret(names.credentials() + "*"));
        return function;
    }

    private Map<String, String> environment() {
        return Map.of(
                "TOLLGATE_STAGE", settings.kind().id(),
                "TOLLGATE_CONFIGURATION_TABLE", names.configurationTable(),
                "TOLLGATE_COUNTERS_TABLE", names.countersTable(),
                "TOLLGATE_SECRETS_PREFIX", names.secretsPrefix(),
                "TOLLGATE_ADMIN_ROLES", settings.text(Setting.ADMIN_ROLES));
    }

    private RestApi api(StageFunction function, OpenApiRoutes routes) {
        var builder = StageApi.builder(
                        this,
                        names.adminApi(),
                        StageOptions.builder().throttlingRateLimit(RATE).throttlingBurstLimit(RATE))
                .description(
                        "Tollgate %s: administration".formatted(settings.kind().id()));
        var sources = settings.list(Setting.ADMIN_SOURCES);
        if (!sources.isEmpty()) {
            // To allow all would be enough for every identity of the account: IAM would not be asked what it may do.
            builder.policy(
                    settings.has(Setting.USER_POOL)
                            ? StageApi.document(StageApi.allowAll(), StageApi.denyOutside(sources))
                            : StageApi.document(StageApi.denyOutside(sources)));
        }
        var api = builder.build();
        var integration = new LambdaIntegration(
                function.live(),
                LambdaIntegrationOptions.builder()
                        .timeout(StageApi.LONGEST_WHOLE_REPLY)
                        .scopePermissionToMethod(false)
                        .build());
        var options = authorization();
        for (var route : routes.all()) {
            api.getRoot().resourceForPath(route.path()).addMethod(route.method(), integration, options);
        }
        StageApi.finish(api);
        Accepted.finding(
                api.getDeploymentStage(), "AwsSolutions-APIG3", "it answers those alone whom IAM or Cognito knows");
        if (!settings.has(Setting.USER_POOL)) {
            api.getMethods()
                    .forEach(method -> Accepted.finding(
                            method, "AwsSolutions-COG4", "IAM verifies who asks, unless there is a userPool"));
        }
        return api;
    }

    private MethodOptions authorization() {
        return settings.find(Setting.USER_POOL)
                .map(pool -> MethodOptions.builder()
                        .authorizationType(AuthorizationType.COGNITO)
                        .authorizer(CognitoUserPoolsAuthorizer.Builder.create(this, "Authorizer")
                                .cognitoUserPools(List.of(UserPool.fromUserPoolArn(this, "UserPool", pool)))
                                .build())
                        .build())
                .orElseGet(() -> MethodOptions.builder()
                        .authorizationType(AuthorizationType.IAM)
                        .build());
    }
}
