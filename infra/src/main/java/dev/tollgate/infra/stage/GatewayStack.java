package dev.tollgate.infra.stage;

import dev.tollgate.infra.settings.Setting;
import dev.tollgate.infra.settings.StageSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.apigateway.AuthorizationType;
import software.amazon.awscdk.services.apigateway.LambdaIntegration;
import software.amazon.awscdk.services.apigateway.LambdaIntegrationOptions;
import software.amazon.awscdk.services.apigateway.MethodOptions;
import software.amazon.awscdk.services.apigateway.ResponseTransferMode;
import software.amazon.awscdk.services.apigateway.RestApi;
import software.amazon.awscdk.services.apigateway.StageOptions;
import software.constructs.Construct;

/** What applications call: the proxy function behind a REST API that streams. */
final class GatewayStack extends StageStack {
    /** The longest that API Gateway streams. */
    private static final Duration LONGEST_STREAM = Duration.minutes(15);

    private final boolean isStreamed;

    GatewayStack(Construct stage, StageSettings settings, Path zip) {
        super(stage, settings, "Gateway", "what applications call");
        this.isStreamed = settings.text(Setting.REPLY_MODE).equals("streamed");
        var api = api(function(zip));
        if (settings.isOn(Setting.API_LOG_ROLE)) {
            api.getDeploymentStage().getNode().addDependency(new ApiLogRole(this));
        }
        settings.findNumber(Setting.FIREWALL_RATE)
                .ifPresentOrElse(
                        rate -> new Firewall(this, api.getDeploymentStage(), rate),
                        () -> Accepted.finding(
                                api.getDeploymentStage(),
                                "AwsSolutions-APIG3",
                                "a firewall is an option: firewallRate"));
        var endpoint =
                settings.has(Setting.DOMAIN_NAME) ? new CustomDomain(this, api).endpoint() : StageApi.endpoint(api);
        CfnOutput.Builder.create(this, "Endpoint")
                .description("What stands before a backend's name in the base URL of an SDK")
                .value(endpoint)
                .build();
    }

    private StageFunction function(Path zip) {
        var function = new StageFunction(
                this,
                new StageFunction.Spec(
                        names.proxyFunction(),
                        "Tollgate %s: holds calls to their plans and passes them on"
                                .formatted(settings.kind().id()),
                        zip,
                        "dev.tollgate.proxy.function.ProxyFunction",
                        environment(),
                        settings.number(Setting.MEMORY_MB),
                        isStreamed ? LONGEST_STREAM : StageApi.FUNCTION_TIMEOUT,
                        settings.isOn(Setting.INSTANCES)
                                ? StageFunction.Host.INSTANCES
                                : StageFunction.Host.SNAPSHOTS));
        settings.findNumber(Setting.RESERVED_CONCURRENCY).ifPresent(function::reserve);
        if (settings.has(Setting.SUBNETS) && !settings.isOn(Setting.INSTANCES)) {
            function.join(settings.list(Setting.SUBNETS), settings.list(Setting.SECURITY_GROUPS));
        }
        function.allow(
                List.of("dynamodb:GetItem", "dynamodb:Query"), arn("dynamodb", "table", names.configurationTable()));
        function.allow(List.of("dynamodb:UpdateItem"), arn("dynamodb", "table", names.countersTable()));
        function.allowMany(
                "providers' keys, which operators name; a secret's ARN ends in six characters that nobody knows beforehand",
                List.of("secretsmanager:GetSecretValue"),
                secret(names.pepper() + "-??????"),
                secret(names.credentials() + "*"));
        allowBedrock(function);
        return function;
    }

    private Map<String, String> environment() {
        return Map.ofEntries(
                Map.entry("TOLLGATE_STAGE", settings.kind().id()),
                Map.entry("TOLLGATE_CONFIGURATION_TABLE", names.configurationTable()),
                Map.entry("TOLLGATE_COUNTERS_TABLE", names.countersTable()),
                Map.entry("TOLLGATE_SECRETS_PREFIX", names.secretsPrefix()),
                Map.entry("TOLLGATE_REPLY_MODE", settings.text(Setting.REPLY_MODE)),
                Map.entry("TOLLGATE_ERROR_FORMAT", settings.text(Setting.ERROR_FORMAT)),
                Map.entry("TOLLGATE_MAX_BODY_BYTES", settings.text(Setting.MAX_BODY_BYTES)),
                Map.entry("TOLLGATE_STORE_TIMEOUT_MS", settings.text(Setting.STORE_TIMEOUT_MS)),
                Map.entry("TOLLGATE_ALLOWED_NETWORKS", settings.text(Setting.ALLOWED_NETWORKS)),
                Map.entry("TOLLGATE_PLAIN_HTTP", settings.text(Setting.PLAIN_HTTP)),
                Map.entry("POWERTOOLS_LOG_LEVEL", settings.text(Setting.LOG_LEVEL)));
    }

    private void allowBedrock(StageFunction function) {
        var models = BedrockModels.arns(this, settings.list(Setting.BEDROCK_MODELS));
        if (models.length > 0) {
            function.allowMany(
                    "the models that bedrockModels allows, in the regions of their profiles",
                    List.of("bedrock:CountTokens", "bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"),
                    models);
        }
    }

    private RestApi api(StageFunction function) {
        var sources = settings.list(Setting.SOURCES);
        var builder = StageApi.builder(
                        this,
                        names.gatewayApi(),
                        StageOptions.builder()
                                .throttlingRateLimit(settings.number(Setting.THROTTLE_RATE))
                                .throttlingBurstLimit(settings.number(Setting.THROTTLE_BURST)))
                .description("Tollgate %s".formatted(settings.kind().id()))
                .disableExecuteApiEndpoint(settings.has(Setting.DOMAIN_NAME));
        if (!sources.isEmpty()) {
            builder.policy(StageApi.document(StageApi.allowAll(), StageApi.denyOutside(sources)));
        }
        if (!isStreamed) {
            // Bedrock's streams are binary. API Gateway goes by what a caller accepts, and SDKs do not say.
            builder.binaryMediaTypes(List.of("*/*"));
        }
        var api = builder.build();
        var integration = new LambdaIntegration(
                function.live(),
                LambdaIntegrationOptions.builder()
                        .responseTransferMode(isStreamed ? ResponseTransferMode.STREAM : ResponseTransferMode.BUFFERED)
                        .timeout(isStreamed ? LONGEST_STREAM : StageApi.LONGEST_WHOLE_REPLY)
                        .scopePermissionToMethod(false)
                        .build());
        var call = api.getRoot()
                .addResource("{backend}")
                .addResource("{proxy+}")
                .addMethod(
                        "ANY",
                        integration,
                        MethodOptions.builder()
                                .authorizationType(AuthorizationType.NONE)
                                .build());
        GatewayAnswers.addTo(api);
        StageApi.finish(api);
        var reason = "the function knows callers by their keys, as their SDKs send them";
        Accepted.finding(call, "AwsSolutions-APIG4", reason);
        Accepted.finding(call, "AwsSolutions-COG4", reason);
        return api;
    }
}
