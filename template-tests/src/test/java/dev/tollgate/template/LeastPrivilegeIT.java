package dev.tollgate.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What no function may ever do, whatever is set. */
class LeastPrivilegeIT {
    /** What a role may do, and to what. */
    private record Right(String action, List<String> resources) {
        boolean isOn(String table) {
            return resources.stream().anyMatch(resource -> resource.endsWith(":table/" + table));
        }
    }

    @Test
    void everyAction_isNamed() {
        Stages.all()
                .flatMap(Stages::templates)
                .forEach(template -> assertThat(rights(template))
                        .allSatisfy(right -> assertThat(right.action()).matches("[a-z0-9-]+:[A-Za-z]+")));
    }

    /** What cannot be confined is allowed by Lambda alone: a function's process has no other network than its own. */
    @Test
    void everyRight_isToSomething_butThoseToNetworkInterfaces() {
        Stages.all()
                .flatMap(Stages::templates)
                .flatMap(template -> rights(template).stream())
                .filter(right -> right.resources().contains("*"))
                .forEach(right -> assertThat(right.action()).startsWith("ec2:"));
        assertThat(Stages.ofLeast().templates().flatMap(template -> rights(template).stream()))
                .noneMatch(right -> right.resources().contains("*"));
    }

    @Test
    void theProxy_cannotWriteTheConfiguration_norReadOrDeleteInBulk() {
        Stages.all()
                .forEach(stages -> Stages.STAGES.forEach(stage -> {
                    var gateway = stages.template(stage, "Gateway");
                    var tables = gateway.only("AWS::Lambda::Function").at("/Environment/Variables");
                    var rights = rights(gateway);

                    assertThat(rights.stream()
                                    .filter(right -> right.isOn(tables.path("TOLLGATE_CONFIGURATION_TABLE")
                                            .asText())))
                            .map(Right::action)
                            .isNotEmpty()
                            .allMatch(action -> action.matches("dynamodb:(GetItem|BatchGetItem|Query)"));
                    assertThat(rights.stream()
                                    .filter(right -> right.isOn(tables.path("TOLLGATE_COUNTERS_TABLE")
                                            .asText())))
                            .map(Right::action)
                            .contains("dynamodb:UpdateItem");
                    assertThat(rights)
                            .map(Right::action)
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
                    var read = rights(stages.template(stage, "Admin")).stream()
                            .filter(right -> right.action().startsWith("secretsmanager:Get")
                                    || right.action().startsWith("secretsmanager:Batch"))
                            .toList();

                    assertThat(read)
                            .singleElement()
                            .satisfies(right -> assertThat(right.resources())
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
                .hasSize(3)
                .allSatisfy(right -> assertThat(right.resources())
                        .hasSize(4)
                        .allMatch(resource -> resource.matches(
                                ".*:(foundation-model|inference-profile)/(eu\\.)?anthropic\\.claude-\\*")));
    }

    private static List<Right> bedrock(Stages stages, String stage) {
        return stages.ofStage(stage).values().stream()
                .flatMap(stack -> rights(stack.template()).stream())
                .filter(right -> right.action().startsWith("bedrock"))
                .toList();
    }

    /** Those of all roles that the template makes, but for what AWS's own policies give them. */
    private static List<Right> rights(Template template) {
        var policies = Stream.concat(
                template.properties("AWS::IAM::Policy").values().stream(),
                Stream.concat(
                        template.properties("AWS::IAM::ManagedPolicy").values().stream(),
                        template.properties("AWS::IAM::Role").values().stream()
                                .flatMap(role -> Template.each(role.path("Policies")))));
        return policies.flatMap(policy -> Template.each(policy.at("/PolicyDocument/Statement")))
                .flatMap(LeastPrivilegeIT::rights)
                .toList();
    }

    private static Stream<Right> rights(JsonNode statement) {
        var resources =
                Template.each(statement.path("Resource")).map(Template::text).toList();
        return Template.each(statement.path("Action")).map(action -> new Right(action.asText(), resources));
    }
}
