package dev.tollgate.infra.stage;

import dev.tollgate.infra.settings.Names;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.amazon.awscdk.services.cloudwatch.LogQueryVisualizationType;
import software.amazon.awscdk.services.cloudwatch.LogQueryWidget;
import software.constructs.Construct;

/** What a stage does, on one page: calls, refusals by reason, tokens, latency, and what fails. */
final class StageDashboard extends Construct {
    private static final int THIRD = 8;

    private final StageStack stack;

    StageDashboard(StageStack stack, StageMetrics metrics) {
        super(stack, "Dashboard");
        this.stack = stack;
        Dashboard.Builder.create(this, "Page")
                .dashboardName(stack.names.of("gateway"))
                .widgets(List.of(calls(metrics), failures(metrics), platform(metrics), logs()))
                .build();
    }

    private static List<IWidget> calls(StageMetrics metrics) {
        return List.of(
                graph("Calls by backend", THIRD, metrics.byBackend("Calls")),
                graph(
                        "Refusals",
                        THIRD,
                        metrics.count("RefusedBySubscription"),
                        metrics.count("RefusedByBackend"),
                        metrics.count("ClientErrors")),
                graph("Tokens", THIRD, metrics.count("PromptTokens"), metrics.count("CompletionTokens")));
    }

    private static List<IWidget> failures(StageMetrics metrics) {
        return List.of(
                graph("Latency", THIRD, metrics.latency("p50"), metrics.latency("p90"), metrics.latency("p99")),
                graph(
                        "Store: errors, and calls allowed all the same",
                        THIRD,
                        metrics.count("StoreErrors"),
                        metrics.count("UncheckedCalls"),
                        metrics.count("LateSettlements")),
                graph(
                        "Providers, and defects",
                        THIRD,
                        metrics.count("UpstreamFailures"),
                        metrics.count("Fallbacks"),
                        metrics.count("Defects")));
    }

    private static List<IWidget> platform(StageMetrics metrics) {
        return List.of(
                graph(
                        "Function",
                        THIRD,
                        metrics.proxy("ConcurrentExecutions", "Maximum"),
                        metrics.proxy("Throttles", "Sum"),
                        metrics.proxy("Errors", "Sum")),
                graph(
                        "API Gateway",
                        THIRD,
                        metrics.api("Count", "Sum"),
                        metrics.api("4XXError", "Sum"),
                        metrics.api("5XXError", "Sum")),
                graph(
                        "Counters",
                        THIRD,
                        metrics.counters("ConsumedWriteCapacityUnits"),
                        metrics.counters("WriteThrottleEvents"),
                        metrics.counters("ThrottledRequests", "UpdateItem")));
    }

    private List<IWidget> logs() {
        return List.of(
                query(
                        "Tokens by subscription",
                        "filter message = 'call'",
                        "stats sum(totalTokens) as tokens, count(*) as calls by subscription",
                        "sort tokens desc",
                        "limit 20"),
                query(
                        "Refusals by limit",
                        "filter outcome = 'Refused'",
                        "stats count(*) as refusals by owner, quota",
                        "sort refusals desc",
                        "limit 20"),
                query(
                        "What was ours to mend",
                        "filter level = 'ERROR'",
                        "fields @timestamp, requestId, fault, cause",
                        "sort @timestamp desc",
                        "limit 20"));
    }

    private static IWidget graph(String title, int width, IMetric... metrics) {
        return GraphWidget.Builder.create()
                .title(title)
                .width(width)
                .left(List.of(metrics))
                .build();
    }

    private IWidget query(String title, String... lines) {
        return LogQueryWidget.Builder.create()
                .title(title)
                .width(THIRD)
                .logGroupNames(List.of(Names.logGroup(stack.names.proxyFunction())))
                .view(LogQueryVisualizationType.TABLE)
                .queryLines(Stream.of(lines).toList())
                .build();
    }
}
