package dev.tollgate.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.infra.settings.Setting;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code infra/example.context.json} has every setting, and both stages can be made of it. */
class ExampleIT {
    @Test
    void everySetting_isInTheExample() {
        var example = Stages.example().keySet();

        assertThat(Setting.values())
                .allMatch(setting -> Stages.STAGES.stream()
                        .anyMatch(stage -> example.contains(stage.toLowerCase(Locale.ROOT) + "." + setting.id())));
    }

    @Test
    void whatIsSet_isMade() {
        var gateway = Stages.ofExample().template("Production", "Gateway");
        var operations = Stages.ofExample().template("Production", "Operations");

        assertThat(Stages.ofExample().stacks()).hasSize(8);
        assertThat(Stream.of(
                        "AWS::ApiGateway::DomainName",
                        "AWS::ApiGateway::BasePathMapping",
                        "AWS::Route53::RecordSet",
                        "AWS::WAFv2::WebACL",
                        "AWS::WAFv2::WebACLAssociation",
                        "AWS::Lambda::CapacityProvider"))
                .allSatisfy(type -> assertThat(gateway.properties(type)).hasSize(1));
        assertThat(Stream.of("AWS::Budgets::Budget", "AWS::SNS::Subscription"))
                .allSatisfy(type -> assertThat(operations.properties(type)).hasSize(1));
        assertThat(gateway.only("AWS::ApiGateway::RestApi")
                        .path("DisableExecuteApiEndpoint")
                        .asBoolean())
                .isTrue();
    }

    /** A table that was restored is used, and the stack's own stays as it is. */
    @Test
    void anExistingTable_isUsed() {
        var function = Stages.ofExample().template("Sandbox", "Gateway").only("AWS::Lambda::Function");

        assertThat(function.at("/Environment/Variables/TOLLGATE_COUNTERS_TABLE").asText())
                .isEqualTo("restored-counters");
        assertThat(function.at("/VpcConfig/SubnetIds")).hasSize(1);
        assertThat(function.path("ReservedConcurrentExecutions").asInt()).isEqualTo(50);
    }

    /** Each would be read at every deployment. */
    @Test
    void nothingThatIsMade_hasAWarning() {
        assertThat(Stages.all()
                        .flatMap(stages -> stages.stacks().values().stream())
                        .flatMap(stack -> stack.messages().stream()))
                .isEmpty();
    }

    /** So whoever deploys one stage need not say who administers the other. */
    @Test
    void whatOnlySynthesisCanSee_isAnErrorOfItsStackAlone() {
        var stages = Stages.of(Map.of(
                "production.adminRoles", "admin=group:platform",
                "production.userPool", "arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_aBcDeFgHi",
                "production.domainName", "llm.example.com",
                "production.certificate", "arn:aws:acm:us-east-1:123456789012:certificate/1"));

        var faults = new TreeMap<String, List<String>>();
        stages.stacks().forEach((name, stack) -> faults.put(name, stack.messages()));
        faults.values().removeIf(List::isEmpty);

        assertThat(faults)
                .containsOnlyKeys("Production/Admin", "Production/Gateway", "Sandbox/Admin")
                .containsEntry(
                        "Production/Admin",
                        List.of("production.userPool is of another region than eu-central-1, where the stage is"))
                .containsEntry(
                        "Production/Gateway",
                        List.of("production.certificate is of another region than eu-central-1, where the stage is"));
        assertThat(faults.get("Sandbox/Admin"))
                .singleElement()
                .asString()
                .startsWith("sandbox.adminRoles is not set: it must be who is viewer, operator or admin")
                .endsWith("Set it in cdk.json, or by -c");
    }
}
