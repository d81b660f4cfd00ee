package dev.tollgate.infra.stage;

import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IAlarmAction;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.constructs.Construct;

/** What somebody must be told of. Each has a section in docs/operations.md: what it means, what to do. */
final class StageAlarms extends Construct {
    private static final Duration FIVE_MINUTES = Duration.minutes(5);

    private final StageStack stack;
    private final IAlarmAction action;

    StageAlarms(StageStack stack, StageMetrics metrics, IAlarmAction action) {
        super(stack, "Alarms");
        this.stack = stack;
        this.action = action;
        alarm("Defects", "Tollgate itself failed a call.", metrics.count("Defects"), 0, 1);
        alarm(
                "StoreErrors",
                "Calls could not be decided or settled: tables, secrets or configuration failed.",
                metrics.count("StoreErrors"),
                5,
                2);
        alarm(
                "UncheckedCalls",
                "Calls passed limits that could not be checked.",
                metrics.count("UncheckedCalls"),
                0,
                1);
        alarm(
                "LateSettlements",
                "Calls ended after their lease: what they had reserved counts as used.",
                metrics.count("LateSettlements"),
                0,
                1);
        alarm(
                "UpstreamFailures",
                "More than a tenth of the calls failed at their providers.",
                percent(metrics.count("UpstreamFailures"), metrics.count("Calls")),
                10,
                3);
        alarm("ProxyErrors", "A process of the proxy function failed.", metrics.proxy("Errors", "Sum"), 0, 1);
        alarm(
                "ProxyThrottles",
                "Calls were turned away because too many ran at once.",
                metrics.proxy("Throttles", "Sum"),
                0,
                2);
        alarm("GatewayErrors", "API Gateway answered calls with a 5xx.", metrics.api("5XXError", "Sum"), 5, 2);
        alarm(
                "CounterThrottles",
                "A counter takes more writes than one partition bears.",
                counted(metrics.counters("WriteThrottleEvents")),
                0,
                2);
        alarm("AdminErrors", "A process of the admin function failed.", metrics.admin("Errors", "Sum"), 0, 1);
    }

    /** A count of DynamoDB's, which has no figure where there is nothing to count, and alarms wait for one. */
    private static IMetric counted(Metric metric) {
        return MathExpression.Builder.create()
                .expression("FILL(counted, 0)")
                .usingMetrics(Map.of("counted", inFiveMinutes(metric)))
                .period(FIVE_MINUTES)
                .label("count")
                .build();
    }

    /** Of two counts that may be missing, and then are 0. */
    private static IMetric percent(Metric part, Metric whole) {
        return MathExpression.Builder.create()
                .expression("IF(FILL(whole, 0) >= 20, 100 * FILL(part, 0) / whole, 0)")
                // In one order, or each synthesis would be another template.
                .usingMetrics(new TreeMap<>(Map.of("part", inFiveMinutes(part), "whole", inFiveMinutes(whole))))
                .period(FIVE_MINUTES)
                .label("percent")
                .build();
    }

    private static Metric inFiveMinutes(Metric metric) {
        return metric.with(MetricOptions.builder().period(FIVE_MINUTES).build());
    }

    /** Tells when a figure is above the threshold in so many periods of five minutes, and when no more. */
    private void alarm(String id, String meaning, IMetric metric, double threshold, int periods) {
        var figure = metric instanceof Metric single ? inFiveMinutes(single) : metric;
        var alarm = Alarm.Builder.create(this, id)
                .alarmName(stack.names.of(id))
                .alarmDescription("%s What to do: docs/operations.md, %s".formatted(meaning, id))
                .metric(figure)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD)
                .threshold(threshold)
                .evaluationPeriods(periods)
                .treatMissingData(TreatMissingData.NOT_BREACHING)
                .build();
        alarm.addAlarmAction(action);
        alarm.addOkAction(action);
    }
}
