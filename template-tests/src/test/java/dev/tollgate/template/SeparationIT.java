package dev.tollgate.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Production and sandbox can be in one account and share nothing there. */
class SeparationIT {
    /** Their names are within another resource: an alias's within its function, a policy's within its role. */
    private static final Set<String> NAMED_INSIDE_ANOTHER = Set.of("AWS::Lambda::Alias", "AWS::IAM::Policy");

    @Test
    void noName_isInBothStages() {
        Stages.all().forEach(stages -> {
            var production = names(stages, "Production");
            var sandbox = names(stages, "Sandbox");

            assertThat(production)
                    .contains(
                            "tollgate-production-proxy",
                            "tollgate-production-counters",
                            "alias/tollgate-production-data",
                            "tollgate/production/pepper",
                            "/aws/lambda/tollgate-production-proxy",
                            "tollgate-production-gateway",
                            "tollgate-production-alerts")
                    .doesNotContainAnyElementsOf(sandbox);
            assertThat(sandbox).contains("tollgate-sandbox-proxy", "tollgate-sandbox-counters");
        });
    }

    @Test
    void noTemplate_speaksOfTheOtherStage() {
        Stages.all().forEach(stages -> {
            assertThat(text(stages, "Production")).doesNotContain("sandbox");
            assertThat(text(stages, "Sandbox")).doesNotContain("production");
        });
    }

    /** So that a stack can be changed without another one, and nothing is bound to a stage from outside. */
    @Test
    void noStack_exportsAnything_orImports() {
        Stages.all().flatMap(Stages::templates).forEach(template -> {
            assertThat(template.document().path("Outputs").findValues("Export")).isEmpty();
            assertThat(template.document().findValues("Fn::ImportValue")).isEmpty();
        });
    }

    private static String text(Stages stages, String stage) {
        return stages.ofStage(stage).values().stream()
                .map(stack -> stack.template().document().toString().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
    }

    /** Of the stacks, and all that a template gives to what is in it. */
    private static Set<String> names(Stages stages, String stage) {
        var names = new TreeSet<String>();
        stages.ofStage(stage).values().forEach(stack -> {
            names.add(stack.name());
            stack.template().resources().values().stream()
                    .filter(resource ->
                            !NAMED_INSIDE_ANOTHER.contains(resource.path("Type").asText()))
                    .flatMap(resource -> names(resource.path("Properties")))
                    .forEach(names::add);
        });
        return names;
    }

    private static Stream<String> names(JsonNode properties) {
        return properties.properties().stream()
                .filter(property -> property.getKey().endsWith("Name")
                        && !property.getKey().equals("MetricName")
                        && property.getValue().isTextual())
                .map(Map.Entry::getValue)
                .map(JsonNode::asText);
    }
}
