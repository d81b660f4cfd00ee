package dev.tollgate.infra.stage;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.apigateway.AccessLogField;
import software.amazon.awscdk.services.apigateway.AccessLogFormat;
import software.amazon.awscdk.services.apigateway.EndpointType;
import software.amazon.awscdk.services.apigateway.LogGroupLogDestination;
import software.amazon.awscdk.services.apigateway.MethodLoggingLevel;
import software.amazon.awscdk.services.apigateway.RestApi;
import software.amazon.awscdk.services.apigateway.StageOptions;
import software.amazon.awscdk.services.iam.AnyPrincipal;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;

/**
 * What both REST APIs of a stage have in common. They are Regional, since only those stream for longer than 30 s; their access
 * logs hold neither headers nor queries, where keys stand; their execution logs are off, since they could.
 */
final class StageApi {
    /** What a line of the access log has, such as {@code $context.requestId}, by the names of the function's own log. */
    private static final Map<String, String> ACCESS_LOG = Map.ofEntries(
            Map.entry("requestId", AccessLogField.contextRequestId()),
            Map.entry("extendedRequestId", AccessLogField.contextExtendedRequestId()),
            Map.entry("time", AccessLogField.contextRequestTime()),
            Map.entry("sourceIp", AccessLogField.contextIdentitySourceIp()),
            Map.entry("method", AccessLogField.contextHttpMethod()),
            Map.entry("path", AccessLogField.contextPath()),
            Map.entry("status", AccessLogField.contextStatus()),
            Map.entry("responseLength", AccessLogField.contextResponseLength()),
            Map.entry("milliseconds", AccessLogField.contextResponseLatency()),
            Map.entry("functionMilliseconds", AccessLogField.contextIntegrationLatency()),
            Map.entry("error", AccessLogField.contextErrorResponseType()),
            Map.entry("functionStatus", AccessLogField.contextIntegrationStatus()),
            Map.entry("firewall", AccessLogField.contextWafResponseCode()));

    /** The longest that API Gateway waits for a whole reply, unless AWS is asked for more. */
    static final Duration LONGEST_WHOLE_REPLY = Duration.seconds(29);

    /** Of a function whose replies are whole: it answers before API Gateway gives it up, also where it starts late. */
    static final Duration FUNCTION_TIMEOUT = Duration.seconds(27);

    private StageApi() {}

    /** An API with a stage of this stage's name, to be built further. */
    static RestApi.Builder builder(StageStack stack, String name, StageOptions.Builder options) {
        var logs = stack.logGroup(stack, "/aws/apigateway/" + name);
        return RestApi.Builder.create(stack, "Api")
                .restApiName(name)
                .endpointTypes(List.of(EndpointType.REGIONAL))
                .cloudWatchRole(false)
                .deployOptions(options.stageName(stack.settings.kind().id())
                        .accessLogDestination(new LogGroupLogDestination(logs))
                        .accessLogFormat(AccessLogFormat.custom(accessLog()))
                        .loggingLevel(MethodLoggingLevel.OFF)
                        .dataTraceEnabled(false)
                        .build());
    }

    private static String accessLog() {
        return JsonMapper.builder()
                .build()
                .valueToTree(new TreeMap<>(ACCESS_LOG))
                .toString();
    }

    /** Refuses who is outside of these networks. */
    static PolicyStatement denyOutside(List<String> networks) {
        return statement(Effect.DENY)
                .conditions(Map.of("NotIpAddress", Map.of("aws:SourceIp", networks)))
                .build();
    }

    /** Lets everybody through to what decides next. */
    static PolicyStatement allowAll() {
        return statement(Effect.ALLOW).build();
    }

    private static PolicyStatement.Builder statement(Effect effect) {
        return PolicyStatement.Builder.create()
                .effect(effect)
                .principals(List.of(new AnyPrincipal()))
                .actions(List.of("execute-api:Invoke"))
                .resources(List.of("execute-api:/*"));
    }

    static PolicyDocument document(PolicyStatement... statements) {
        return PolicyDocument.Builder.create().statements(List.of(statements)).build();
    }

    /** What stands before a path. */
    static String endpoint(RestApi api) {
        return api.getUrl().replaceAll("/$", "");
    }

    /** What cdk-nag would have of any API, and this one has for a reason in another way. */
    static void finish(RestApi api) {
        // An output of the CDK's own, with a slash at its end; ours are named.
        api.getNode().tryRemoveChild("Endpoint");
        Accepted.finding(
                api, "AwsSolutions-APIG2", "requests are read, and refused, by the function: once, and in its words");
        Accepted.finding(
                api.getDeploymentStage(),
                "AwsSolutions-APIG6",
                "execution logs could hold keys and prompts; the function has a log of its own");
    }
}
