package dev.tollgate.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.upstream.bedrock.BedrockDialect;
import dev.tollgate.upstream.bedrock.RoleSigner;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;

/** What no function may ever do, whatever is set. */
class LeastPrivilegeIT {
    /** What a role may do, and to what. */
    private record Grant(String action, List<String> resources) {
        boolean isOn(String table) {
            return resources.stream().anyMatch(resource -> resource.endsWith(":table/" + table));
        }
    }

    @Test
    void everyAction_isNamed() {
        Stages.all()
                .flatMap(Stages::templates)
                .forEach(template -> assertThat(grants(template))
                        .allSatisfy(grant -> assertThat(grant.action()).matches("[a-z0-9-]+:[A-Za-z]+")));
    }

    /** Network interfaces have no names beforehand. They are for Lambda: the function's own code is denied them. */
    @Test
    void everyGrant_isToSomething_butThoseToNetworkInterfaces() {
        Stages.all()
                .flatMap(Stages::templates)
                .flatMap(template -> grants(template).stream())
                .filter(grant -> grant.resources().contains("*"))
                .forEach(grant -> assertThat(grant.action()).startsWith("ec2:"));
        assertThat(Stages.ofLeast().templates().flatMap(template -> grants(template).stream()))
                .noneMatch(grant -> grant.resources().contains("*"));
        assertThat(statements(Stages.ofExample().template("Sandbox", "Gateway"), "Deny"))
                .singleElement()
                .satisfies(denial -> {
                    assertThat(denial.at("/Condition/ArnEquals").fieldNames())
                            .toIterable()
                            .containsExactly("lambda:SourceFunctionArn");
                    assertThat(grants(denial)).map(Grant::action).containsExactlyElementsOf(onEverything());
                });
    }

    private static List<String> onEverything() {
        return grants(Stages.ofExample().template("Sandbox", "Gateway")).stream()
                .filter(grant -> grant.resources().contains("*"))
                .map(Grant::action)
                .toList();
    }

    @Test
    void theProxy_cannotWriteTheConfiguration_norReadOrDeleteInBulk() {
        Stages.all()
                .forEach(stages -> Stages.STAGES.forEach(stage -> {
                    var gateway = stages.template(stage, "Gateway");
                    var tables = gateway.only("AWS::Lambda::Function").at("/Environment/Variables");
                    var grants = grants(gateway);

                    assertThat(grants.stream()
                                    .filter(grant -> grant.isOn(tables.path("TOLLGATE_CONFIGURATION_TABLE")
                                            .asText())))
                            .map(Grant::action)
                            .isNotEmpty()
                            .allMatch(action -> action.matches("dynamodb:(GetItem|BatchGetItem|Query)"));
                    assertThat(grants.stream()
                                    .filter(grant -> grant.isOn(tables.path("TOLLGATE_COUNTERS_TABLE")
                                            .asText())))
                            .map(Grant::action)
                            .contains("dynamodb:UpdateItem");
                    assertThat(grants)
                            .map(Grant::action)
                            .doesNotContain(
                                    "dynamodb:Scan",
                                    "dynamodb:BatchWriteItem",
                                    "dynamodb:DeleteItem",
                                    "dynamodb:PutItem",
                                    "secretsmanager:PutSecretValue");
                }));
    }

    @Test
    void theAdminFunction_canReadNoSecret_butThePepper() {
        Stages.all()
                .forEach(stages -> Stages.STAGES.forEach(stage -> {
                    var read = grants(stages.template(stage, "Admin")).stream()
                            .filter(grant -> grant.action().startsWith("secretsmanager:Get")
                                    || grant.action().startsWith("secretsmanager:Batch"))
                            .toList();

                    assertThat(read)
                            .singleElement()
                            .satisfies(grant -> assertThat(grant.resources())
                                    .singleElement()
                                    .asString()
                                    .endsWith(":secret:tollgate/%s/pepper-??????"
                                            .formatted(stage.toLowerCase(Locale.ROOT))));
                }));
    }

    @Test
    void theProxy_canInvokeBedrock_onlyTheModelsThatAreAllowed() {
        assertThat(bedrock(Stages.ofLeast(), "Production")).isEmpty();
        assertThat(bedrock(Stages.ofExample(), "Sandbox")).isEmpty();
        assertThat(bedrock(Stages.ofExample(), "Production"))
                .allSatisfy(grant -> assertThat(grant.resources())
                        .extracting(resource -> resource.substring(resource.lastIndexOf(':') + 1))
                        .containsExactlyInAnyOrder(
                                "application-inference-profile/a1b2c3d4e5f6",
                                "foundation-model/amazon.nova-*",
                                "foundation-model/anthropic.claude-*",
                                "inference-profile/eu.anthropic.claude-*"));
    }

    /** The right that Bedrock asks for each operation of the dialect; one more in the dialect fails here. */
    @Test
    void theProxy_canInvokeBedrock_inTheWaysOfTheDialect() {
        var rights = Map.of(
                "converse", "bedrock:InvokeModel",
                "converse-stream", "bedrock:InvokeModelWithResponseStream",
                "invoke", "bedrock:InvokeModel",
                "invoke-with-response-stream", "bedrock:InvokeModelWithResponseStream",
                "count-tokens", "bedrock:CountTokens");
        var dialect = new BedrockDialect(
                new RoleSigner(AnonymousCredentialsProvider.create(), Stages.REGION, InstantSource.system()));

        var operations = dialect.operations().stream()
                .map(operation -> operation.route().template())
                .map(path -> path.substring(path.lastIndexOf('/') + 1))
                .toList();

        assertThat(operations).containsExactlyInAnyOrderElementsOf(rights.keySet());
        assertThat(bedrock(Stages.ofExample(), "Production"))
                .extracting(Grant::action)
                .containsExactlyInAnyOrderElementsOf(Set.copyOf(rights.values()));
    }

    private static List<Grant> bedrock(Stages stages, String stage) {
        return stages.ofStage(stage).values().stream()
                .flatMap(stack -> grants(stack.template()).stream())
                .filter(grant -> grant.action().startsWith("bedrock"))
                .toList();
    }

    /** Those of all roles that the template makes, but for what AWS's own policies give them. */
    private static List<Grant> grants(Template template) {
        return statements(template, "Allow").stream()
                .flatMap(statement -> grants(statement).stream())
                .toList();
    }

    private static List<JsonNode> statements(Template template, String effect) {
        var policies = Stream.concat(
                template.properties("AWS::IAM::Policy").values().stream(),
                Stream.concat(
                        template.properties("AWS::IAM::ManagedPolicy").values().stream(),
                        template.properties("AWS::IAM::Role").values().stream()
                                .flatMap(role -> Template.each(role.path("Policies")))));
        return policies.flatMap(policy -> Template.each(policy.at("/PolicyDocument/Statement")))
                .filter(statement -> statement.path("Effect").asText().equals(effect))
                .toList();
    }

    private static List<Grant> grants(JsonNode statement) {
        var resources =
                Template.each(statement.path("Resource")).map(Template::text).toList();
        return Template.each(statement.path("Action"))
                .map(action -> new Grant(action.asText(), resources))
                .toList();
    }
}
