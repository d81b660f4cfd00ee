package dev.tollgate.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.proxy.function.CallMetric;
import dev.tollgate.proxy.function.CallMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is watched is what the functions and AWS send, and each alarm says what to do. */
class MonitoringIT {
    private static final Set<String> NAMES =
            Stream.of(CallMetric.values()).map(CallMetric::metricName).collect(Collectors.toSet());

    /**
     * The dimensions of each metric that is watched, from the guides of AWS's services. By others there are no figures, by fewer
     * none or those of more than the stage.
     */
    private static final Map<String, Set<String>> DIMENSIONS = Map.of(
            "AWS/ApiGateway 4XXError", Set.of("ApiName", "Stage"),
            "AWS/ApiGateway 5XXError", Set.of("ApiName", "Stage"),
            "AWS/ApiGateway Count", Set.of("ApiName", "Stage"),
            "AWS/DynamoDB ConsumedWriteCapacityUnits", Set.of("TableName"),
            "AWS/DynamoDB ThrottledRequests", Set.of("TableName", "Operation"),
            "AWS/DynamoDB WriteThrottleEvents", Set.of("TableName"),
            "AWS/Lambda ConcurrentExecutions", Set.of("FunctionName"),
            "AWS/Lambda Errors", Set.of("FunctionName"),
            "AWS/Lambda Throttles", Set.of("FunctionName"));

    @Test
    void everyMetricOfOurs_isOneThatTheProxySends_withItsDimensions() {
        for (var stage : Stages.STAGES) {
            var template = Stages.ofLeast().template(stage, "Operations");

            var metrics = Stream.concat(WatchedMetric.shown(template), WatchedMetric.alarming(template))
                    .filter(metric -> metric.namespace().equals(CallMetrics.NAMESPACE))
                    .toList();

            var dimensions = Map.of("service", CallMetrics.SERVICE, "stage", stage.toLowerCase(Locale.ROOT));
            assertThat(metrics).hasSizeGreaterThan(10).allSatisfy(metric -> {
                assertThat(NAMES).contains(metric.name());
                assertThat(metric.dimensions()).isEqualTo(dimensions);
            });
        }
    }

    @Test
    void everyMetricThatTheProxySends_isShown() {
        for (var stage : Stages.STAGES) {
            var shown = WatchedMetric.shown(Stages.ofLeast().template(stage, "Operations"))
                    .map(WatchedMetric::name);
            var searched = WatchedMetric.searches(Stages.ofLeast().template(stage, "Operations"), stage);

            assertThat(Stream.concat(shown, searched)).containsAll(NAMES);
        }
    }

    @Test
    void everyMetricOfAws_isOneThatAwsSends_withItsDimensions() {
        var metrics = Stages.STAGES.stream()
                .flatMap(stage -> ofAws(Stages.ofLeast().template(stage, "Operations")))
                .map(metric -> Map.entry(
                        metric.namespace() + " " + metric.name(),
                        metric.dimensions().keySet()));

        assertThat(metrics).hasSameElementsAs(DIMENSIONS.entrySet());
    }

    @Test
    void everyMetricOfAws_isOfAResourceOfTheStage() {
        for (var stage : Stages.STAGES) {
            var template = Stages.ofLeast().template(stage, "Operations");
            var gateway = Stages.ofLeast().template(stage, "Gateway");
            var admin = Stages.ofLeast().template(stage, "Admin");
            var known = Map.of(
                    "FunctionName", List.of(name(gateway, "Function"), name(admin, "Function")),
                    "ApiName",
                            List.of(gateway.only("AWS::ApiGateway::RestApi")
                                    .path("Name")
                                    .asText()),
                    "Stage",
                            List.of(gateway.only("AWS::ApiGateway::Stage")
                                    .path("StageName")
                                    .asText()),
                    "TableName", List.of(variable(gateway, "TOLLGATE_COUNTERS_TABLE")),
                    "Operation", List.of("UpdateItem"));

            assertThat(ofAws(template))
                    .isNotEmpty()
                    .allSatisfy(metric -> metric.dimensions()
                            .forEach((dimension, value) -> assertThat(known.get(dimension))
                                    .as(dimension)
                                    .contains(value)));
        }
    }

    @Test
    void everyAlarm_tellsSomebody_andHasASectionOfWhatToDo() throws IOException {
        var page = Files.readString(Stages.ROOT.resolve("docs/operations.md"));
        var alarms = Stages.ofLeast()
                .template("Production", "Operations")
                .properties("AWS::CloudWatch::Alarm")
                .values();

        assertThat(alarms).hasSizeGreaterThan(5);
        for (var alarm : alarms) {
            var name = Template.literal(alarm, "AlarmName");
            var id = name.substring(name.lastIndexOf('-') + 1);
            assertThat(Template.literal(alarm, "AlarmDescription")).endsWith("docs/operations.md, " + id);
            assertThat(section(page, id)).as("## %s in docs/operations.md", id).hasSizeGreaterThan(200);
            assertThat(alarm.path("AlarmActions")).hasSize(1);
        }
        assertThat(Stages.ofLeast().template("Sandbox", "Operations").properties("AWS::CloudWatch::Alarm"))
                .isEmpty();
    }

    /** All that is not ours, so that a namespace that there is not is among them. */
    private static Stream<WatchedMetric> ofAws(Template template) {
        return Stream.concat(WatchedMetric.shown(template), WatchedMetric.alarming(template))
                .filter(metric -> !metric.namespace().equals(CallMetrics.NAMESPACE));
    }

    /** What stands under a heading, empty where there is none. */
    private static String section(String page, String heading) {
        var section = Pattern.compile("(?ms)^## %s\n(.*?)(?=^## |\\z)".formatted(heading))
                .matcher(page);
        return section.find() ? section.group(1) : "";
    }

    private static String name(Template template, String what) {
        return Template.literal(template.only("AWS::Lambda::" + what), what + "Name");
    }

    private static String variable(Template template, String name) {
        return template.only("AWS::Lambda::Function")
                .at("/Environment/Variables/" + name)
                .asText();
    }
}
