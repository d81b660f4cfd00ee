package dev.tollgate.infra.stage;

import dev.tollgate.infra.settings.StageSettings;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;

/**
 * The metrics of a stage, by the names in docs/observability.md and those of AWS's services.
 *
 * @param settings whose stage
 */
record StageMetrics(StageSettings settings) {
    private static final String SUM = "Sum";

    /** How many, in a minute; one of Tollgate's own. */
    Metric count(String name) {
        return own(name, SUM);
    }

    /** How long calls took, such as {@code p99}. */
    Metric latency(String statistic) {
        return own("Latency", statistic);
    }

    private Metric own(String name, String statistic) {
        return metric(
                "Tollgate",
                name,
                statistic,
                Map.of("service", "tollgate", "stage", settings.kind().id()));
    }

    /** One metric of Tollgate's for each backend that had calls. */
    IMetric byBackend(String name) {
        return MathExpression.Builder.create()
                .expression("SEARCH('{Tollgate,service,stage,backend} MetricName=\"%s\" stage=\"%s\"', 'Sum')"
                        .formatted(name, settings.kind().id()))
                .label("")
                .usingMetrics(Map.of())
                .period(Duration.minutes(1))
                .build();
    }

    /** Of the function that answers calls. */
    Metric proxy(String name, String statistic) {
        return function(settings.names().proxyFunction(), name, statistic);
    }

    /** Of the function that administers. */
    Metric admin(String name, String statistic) {
        return function(settings.names().adminFunction(), name, statistic);
    }

    private static Metric function(String function, String name, String statistic) {
        return metric("AWS/Lambda", name, statistic, Map.of("FunctionName", function));
    }

    /** Of the API that applications call. */
    Metric api(String name, String statistic) {
        return metric(
                "AWS/ApiGateway",
                name,
                statistic,
                Map.of(
                        "ApiName", settings.names().gatewayApi(),
                        "Stage", settings.kind().id()));
    }

    /** Of the counters. */
    Metric counters(String name) {
        return metric(
                "AWS/DynamoDB", name, SUM, Map.of("TableName", settings.names().countersTable()));
    }

    /** Of the counters, for one of DynamoDB's operations. */
    Metric counters(String name, String operation) {
        return metric(
                "AWS/DynamoDB",
                name,
                SUM,
                Map.of("TableName", settings.names().countersTable(), "Operation", operation));
    }

    private static Metric metric(String namespace, String name, String statistic, Map<String, String> dimensions) {
        return Metric.Builder.create()
                .namespace(namespace)
                .metricName(name)
                .statistic(statistic)
                .dimensionsMap(dimensions)
                .period(Duration.minutes(1))
                .build();
    }
}
