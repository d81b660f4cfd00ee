package dev.tollgate.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Production keeps what it has; the sandbox can be taken down without a trace. */
class RetentionIT {
    /** What must outlive its stack in production. */
    private static final Set<String> KEPT =
            Set.of("AWS::DynamoDB::Table", "AWS::KMS::Key", "AWS::Logs::LogGroup", "AWS::SecretsManager::Secret");

    /** The account's, not the stage's: the other stage's API may log by it. */
    private static final Set<String> OF_THE_ACCOUNT = Set.of("AWS::ApiGateway::Account", "AWS::IAM::Role");

    @Test
    void production_keepsData_keys_andLogs() {
        Stages.all().forEach(stages -> {
            var resources = resources(stages, "Production");

            var kept = resources.values().stream()
                    .filter(resource -> KEPT.contains(type(resource)))
                    .toList();

            assertThat(kept).allSatisfy(resource -> {
                assertThat(resource.path("DeletionPolicy").asText()).isEqualTo(ofDeletion(resource));
                assertThat(resource.path("UpdateReplacePolicy").asText()).isEqualTo("Retain");
            });
            assertThat(kept).map(RetentionIT::type).containsAll(KEPT);
        });
    }

    /** But for tables, which are protected, a deployment that fails takes back what it has made. */
    private static String ofDeletion(JsonNode resource) {
        return type(resource).equals("AWS::DynamoDB::Table") ? "Retain" : "RetainExceptOnCreate";
    }

    /** To go back to. A version on instances would keep three processes, paid for, to which nobody goes. */
    @Test
    void production_keepsOldVersions_butThoseOnInstances() {
        Stages.all()
                .flatMap(stages -> Stream.of("Gateway", "Admin").map(stack -> stages.template("Production", stack)))
                .forEach(template -> {
                    var isOnInstances = template.only("AWS::Lambda::Function").has("CapacityProviderConfig");
                    assertThat(template.resources().values())
                            .filteredOn(resource -> type(resource).equals("AWS::Lambda::Version"))
                            .singleElement()
                            .extracting(
                                    version -> version.path("DeletionPolicy").asText("Delete"))
                            .isEqualTo(isOnInstances ? "Delete" : "RetainExceptOnCreate");
                });
    }

    @Test
    void production_guardsItsTables_andItsStacks() {
        Stages.all().forEach(stages -> {
            var data = stages.template("Production", "Data");
            var key = data.properties("AWS::KMS::Key").firstKey();

            assertThat(data.properties("AWS::DynamoDB::Table").values())
                    .hasSize(2)
                    .allSatisfy(table -> {
                        assertThat(table.path("DeletionProtectionEnabled").asBoolean())
                                .isTrue();
                        assertThat(table.at("/PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled")
                                        .asBoolean())
                                .isTrue();
                        assertThat(table.at("/SSESpecification/SSEType").asText())
                                .isEqualTo("KMS");
                        assertThat(Template.text(table.at("/SSESpecification/KMSMasterKeyId")))
                                .isEqualTo("${%s.Arn}".formatted(key));
                    });
            assertThat(stages.ofStage("Production").values()).hasSize(4).allMatch(Stages.Stack::isProtected);
        });
    }

    /** Whoever it is: what stands beside this one lets the account itself administer the key. */
    @Test
    void production_letsItsKeyBeUsed_byItsAccount_throughDynamoDb() {
        Stages.all().forEach(stages -> {
            var policy =
                    stages.template("Production", "Data").only("AWS::KMS::Key").path("KeyPolicy");

            var conditions = Template.each(policy.path("Statement"))
                    .filter(statement -> !Template.text(statement.at("/Principal/AWS"))
                            .endsWith(":iam::%s:root".formatted(Stages.ACCOUNT)))
                    .map(statement -> statement.at("/Condition/StringEquals").properties().stream()
                            .collect(Collectors.toMap(
                                    Map.Entry::getKey, condition -> Template.text(condition.getValue()))));

            assertThat(conditions)
                    .containsExactly(Map.of(
                            "kms:CallerAccount",
                            Stages.ACCOUNT,
                            "kms:ViaService",
                            "dynamodb.%s.${AWS::URLSuffix}".formatted(Stages.REGION)));
        });
    }

    @Test
    void theSandbox_keepsNothing_butWhatIsTheAccounts() {
        Stages.all().forEach(stages -> {
            var kept = resources(stages, "Sandbox").values().stream()
                    .filter(resource -> resource.path("DeletionPolicy").asText().startsWith("Retain")
                            || resource.path("UpdateReplacePolicy").asText().startsWith("Retain"))
                    .collect(Collectors.toMap(RetentionIT::type, resource -> resource));

            assertThat(kept.keySet()).isSubsetOf(OF_THE_ACCOUNT);
            if (kept.containsKey("AWS::IAM::Role")) {
                assertThat(kept.get("AWS::IAM::Role").findValuesAsText("Service"))
                        .containsExactly("apigateway.amazonaws.com");
            }
        });
    }

    @Test
    void theSandbox_guardsNothing() {
        Stages.all().forEach(stages -> {
            var data = stages.template("Sandbox", "Data");

            assertThat(data.properties("AWS::DynamoDB::Table").values())
                    .hasSize(2)
                    .allSatisfy(table -> {
                        assertThat(table.path("DeletionProtectionEnabled").asBoolean())
                                .isFalse();
                        assertThat(table.at("/PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled")
                                        .asBoolean())
                                .isFalse();
                        assertThat(table.at("/SSESpecification/SSEEnabled").asBoolean())
                                .isFalse();
                    });
            assertThat(data.properties("AWS::KMS::Key")).isEmpty();
            assertThat(stages.ofStage("Sandbox").values()).hasSize(4).noneMatch(Stages.Stack::isProtected);
        });
    }

    private static Map<String, JsonNode> resources(Stages stages, String stage) {
        var all = new TreeMap<String, JsonNode>();
        stages.ofStage(stage)
                .forEach((name, stack) ->
                        stack.template().resources().forEach((id, resource) -> all.put(name + "/" + id, resource)));
        return all;
    }

    private static String type(JsonNode resource) {
        return resource.path("Type").asText();
    }
}
