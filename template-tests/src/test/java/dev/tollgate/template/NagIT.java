package dev.tollgate.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What cdk-nag's rules for AWS solutions find in both stages: nothing that has no reason beside it. */
class NagIT {
    /** What a rule says of a resource, and why that is accepted where it is. */
    private record Finding(String stack, String rule, String resource, String compliance, String reason) {
        boolean isSuppressed() {
            return compliance.equals("Suppressed");
        }
    }

    /** Of a resource: that a rule is not to be heeded. */
    private record Suppression(String rule, String path, String reason) {
        /** Whether it is why a finding about the resource, or what belongs to it, is accepted. */
        boolean isFor(Finding finding) {
            return finding.isSuppressed()
                    && finding.rule().equals(rule)
                    && finding.reason().equals(reason)
                    && finding.resource().startsWith(path.replaceAll("/Resource$", ""));
        }
    }

    @Test
    void nothingIsFound_thatIsNotAccepted() throws IOException {
        for (var stages : List.of(Stages.ofLeast(), Stages.ofExample())) {
            assertThat(findings(stages))
                    .hasSizeGreaterThan(100)
                    .filteredOn(finding -> !finding.compliance().equals("Compliant") && !finding.isSuppressed())
                    .isEmpty();
        }
    }

    /** How many reasons there are in both stages; one that holds for all methods of an API is one. */
    @Test
    void noMoreIsAccepted_thanIsKnown() throws IOException {
        assertThat(reasons(Stages.ofLeast()))
                .isEqualTo(Map.of(
                        "AwsSolutions-APIG2", 4L,
                        "AwsSolutions-APIG3", 4L,
                        "AwsSolutions-APIG4", 2L,
                        "AwsSolutions-APIG6", 4L,
                        "AwsSolutions-COG4", 4L,
                        "AwsSolutions-DDB3", 1L,
                        "AwsSolutions-IAM4", 2L,
                        "AwsSolutions-IAM5", 4L,
                        "AwsSolutions-SMG4", 2L));
        assertThat(reasons(Stages.ofExample()))
                .isEqualTo(Map.of(
                        "AwsSolutions-APIG2", 4L,
                        "AwsSolutions-APIG3", 3L,
                        "AwsSolutions-APIG4", 2L,
                        "AwsSolutions-APIG6", 4L,
                        "AwsSolutions-COG4", 3L,
                        "AwsSolutions-DDB3", 1L,
                        "AwsSolutions-IAM4", 2L,
                        "AwsSolutions-IAM5", 6L,
                        "AwsSolutions-SMG4", 2L));
    }

    @Test
    void everySuppression_hasAReason_andSuppressesSomething() throws IOException {
        for (var stages : List.of(Stages.ofLeast(), Stages.ofExample())) {
            var findings = findings(stages);
            var suppressions = suppressions(stages).toList();

            assertThat(suppressions).hasSizeGreaterThan(20);
            assertThat(suppressions)
                    .filteredOn(suppression -> suppression.reason().split(" ", -1).length < 5)
                    .isEmpty();
            assertThat(suppressions)
                    .filteredOn(suppression -> findings.stream().noneMatch(suppression::isFor))
                    .isEmpty();
        }
    }

    private static Map<String, Long> reasons(Stages stages) throws IOException {
        return findings(stages).stream()
                .filter(Finding::isSuppressed)
                .map(finding -> List.of(finding.rule(), finding.stack(), finding.reason()))
                .distinct()
                .collect(Collectors.groupingBy(List::getFirst, TreeMap::new, Collectors.counting()));
    }

    private static List<Finding> findings(Stages stages) throws IOException {
        var findings = new ArrayList<Finding>();
        for (var stack : stages.stacks().values()) {
            var report = stages.folder().resolve("AwsSolutions-%s-NagReport.json".formatted(stack.name()));
            assertThat(report).exists();
            JsonMapper.builder()
                    .build()
                    .readTree(Files.readString(report))
                    .path("lines")
                    .forEach(line -> findings.add(new Finding(
                            stack.name(),
                            line.path("ruleId").asText(),
                            line.path("resourceId").asText(),
                            line.path("compliance").asText(),
                            // Of a finding by its name, behind that name.
                            line.path("exceptionReason").asText().replaceFirst("^\\[.*?] ", ""))));
        }
        return findings;
    }

    private static Stream<Suppression> suppressions(Stages stages) {
        return stages.templates()
                .flatMap(template -> template.resources().values().stream())
                .map(resource -> resource.path("Metadata"))
                .flatMap(NagIT::suppressions);
    }

    private static Stream<Suppression> suppressions(JsonNode metadata) {
        return Template.each(metadata.at("/cdk_nag/rules_to_suppress"))
                .map(rule -> new Suppression(
                        rule.path("id").asText(),
                        metadata.path("aws:cdk:path").asText(),
                        rule.path("reason").asText()));
    }
}
