package dev.tollgate.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.proxy.function.CallMetrics;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A metric that a dashboard shows, or that an alarm looks at.
 *
 * @param namespace such as {@code AWS/Lambda}
 * @param dimensions values by name
 */
record WatchedMetric(String namespace, String name, Map<String, String> dimensions) {
    private static final Pattern SEARCH =
            Pattern.compile("SEARCH\\('\\{(\\w+),service,stage,backend} MetricName=\"(\\w+)\" stage=\"(\\w+)\"'.*");

    /** What the alarms of a template look at. */
    static Stream<WatchedMetric> alarming(Template template) {
        return template.properties("AWS::CloudWatch::Alarm").values().stream()
                .flatMap(alarm ->
                        alarm.has("Metrics") ? alarm.path("Metrics").findValues("Metric").stream() : Stream.of(alarm))
                .map(metric -> {
                    var dimensions = new TreeMap<String, String>();
                    metric.path("Dimensions")
                            .forEach(dimension -> dimensions.put(
                                    dimension.path("Name").asText(),
                                    dimension.path("Value").asText()));
                    return new WatchedMetric(
                            Template.literal(metric, "Namespace"), Template.literal(metric, "MetricName"), dimensions);
                });
    }

    /** In a dashboard, a metric is a list: namespace, name, then names and values of dimensions. */
    static Stream<WatchedMetric> shown(Template template) {
        return lines(template).filter(line -> line.path(0).isTextual()).map(line -> {
            var texts = new ArrayList<String>();
            line.forEach(part -> {
                if (part.isTextual()) {
                    texts.add(part.asText());
                }
            });
            var dimensions = new TreeMap<String, String>();
            for (var index = 2; index < texts.size(); index += 2) {
                dimensions.put(texts.get(index), texts.get(index + 1));
            }
            return new WatchedMetric(texts.get(0), texts.get(1), dimensions);
        });
    }

    /** The names of those that are looked for, whatever their backend. */
    static Stream<String> searches(Template template, String stage) {
        return lines(template).filter(line -> line.path(0).has("expression")).map(line -> {
            var search = SEARCH.matcher(line.path(0).path("expression").asText());
            assertThat(search).matches();
            assertThat(search.group(1)).isEqualTo(CallMetrics.NAMESPACE);
            assertThat(search.group(3)).isEqualTo(stage.toLowerCase(Locale.ROOT));
            return search.group(2);
        });
    }

    private static Stream<JsonNode> lines(Template template) {
        var dashboard = template.only("AWS::CloudWatch::Dashboard").path("DashboardBody");
        return Template.json(dashboard).findValues("metrics").stream().flatMap(Template::each);
    }
}
