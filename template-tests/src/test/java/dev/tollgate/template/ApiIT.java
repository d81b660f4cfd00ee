package dev.tollgate.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Both APIs call the right thing, as long as they may, and tell nothing that must not be told. */
class ApiIT {
    private static final String METHOD = "AWS::ApiGateway::Method";

    /** What API Gateway waits at most for a whole reply. */
    private static final int LONGEST_WHOLE_REPLY = 29_000;

    @Test
    void streamed_waitsForAsLongAsTheFunctionRuns() {
        for (var gateway : gateways("STREAM")) {
            var integration = gateway.only(METHOD).path("Integration");
            assertThat(Template.text(integration.path("Uri")))
                    .contains("lambda:path/2021-11-15/functions/")
                    .endsWith("/response-streaming-invocations");
            assertThat(integration.path("TimeoutInMillis").asInt()).isEqualTo(900_000);
            assertThat(gateway.only("AWS::Lambda::Function").path("Timeout").asInt())
                    .isEqualTo(900);
        }
        assertThat(gateways("STREAM")).hasSize(3);
    }

    @Test
    void buffered_waitsNoLongerThanItMay() {
        for (var gateway : gateways("BUFFERED")) {
            var integration = gateway.only(METHOD).path("Integration");
            assertThat(Template.text(integration.path("Uri"))).endsWith("/invocations");
            assertThat(integration.path("TimeoutInMillis").asInt()).isLessThanOrEqualTo(LONGEST_WHOLE_REPLY);
            var function = gateway.only("AWS::Lambda::Function");
            // API Gateway's time begins before the function's, which may have to be started.
            assertThat(function.path("Timeout").asInt() * 1000)
                    .isLessThan(integration.path("TimeoutInMillis").asInt());
            assertThat(function.at("/Environment/Variables/TOLLGATE_REPLY_MODE").asText())
                    .isEqualTo("buffered");
            // Or a stream of Bedrock's, which is binary, would reach callers in Base64.
            assertThat(gateway.only("AWS::ApiGateway::RestApi").path("BinaryMediaTypes"))
                    .map(JsonNode::asText)
                    .containsExactly("*/*");
        }
        assertThat(gateways("BUFFERED")).hasSize(1);
    }

    @Test
    void everyMethod_callsTheAlias_andNoneThatIsNotStreamed_waitsLonger() {
        apis().forEach(template -> {
            var alias = template.properties("AWS::Lambda::Alias").firstKey();
            assertThat(template.properties(METHOD).values()).isNotEmpty().allSatisfy(method -> {
                var integration = method.path("Integration");
                assertThat(Template.text(integration.path("Uri"))).contains("/functions/${%s}/".formatted(alias));
                if (!integration.path("ResponseTransferMode").asText().equals("STREAM")) {
                    // Where it is not set, it is 29 s.
                    assertThat(integration.path("TimeoutInMillis").asInt()).isBetween(1, LONGEST_WHOLE_REPLY);
                }
            });
        });
    }

    @Test
    void eachApi_mayCallItsAlias_byOnePermission() {
        apis().forEach(template -> {
            var permission = template.only("AWS::Lambda::Permission");
            var alias = template.properties("AWS::Lambda::Alias").firstKey();
            var api = template.properties("AWS::ApiGateway::RestApi").firstKey();
            assertThat(Template.text(permission.path("FunctionName"))).isEqualTo("${%s}".formatted(alias));
            assertThat(Template.text(permission.path("SourceArn"))).contains(":${%s}/".formatted(api));
            assertThat(Template.literal(permission, "Principal")).isEqualTo("apigateway.amazonaws.com");
        });
    }

    /** Keys come in headers and queries; claims and overridden requests hold what callers wrote. */
    @Test
    void noLog_holdsWhatMayBeAKey() {
        apis().forEach(template -> {
            var stage = template.only("AWS::ApiGateway::Stage");
            assertThat(stage.at("/AccessLogSetting/Format").asText())
                    .contains("$context.requestId", "$context.status")
                    .doesNotContain(
                            "$context.identity.apiKey",
                            "$context.authorizer",
                            "$context.requestOverride",
                            "$context.integration.requestOverride",
                            "$input",
                            "$stageVariables",
                            "header",
                            "query");
            assertThat(stage.path("MethodSettings")).singleElement().satisfies(settings -> {
                assertThat(settings.path("LoggingLevel").asText()).isEqualTo("OFF");
                assertThat(settings.path("DataTraceEnabled").asBoolean(true)).isFalse();
            });
            assertThat(template.document().findValues("SampledRequestsEnabled")).noneMatch(JsonNode::asBoolean);
        });
        assertThat(Stages.ofExample()
                        .template("Production", "Gateway")
                        .document()
                        .findValues("SampledRequestsEnabled"))
                .hasSize(3);
    }

    private static List<Template> gateways(String mode) {
        return apis().filter(template -> template.properties(METHOD).values().stream()
                        .anyMatch(method -> method.at("/Integration/ResponseTransferMode")
                                .asText()
                                .equals(mode)))
                .toList();
    }

    /** Every template that has one. */
    private static Stream<Template> apis() {
        return Stages.all()
                .flatMap(Stages::templates)
                .filter(template ->
                        !template.properties("AWS::ApiGateway::RestApi").isEmpty());
    }
}
