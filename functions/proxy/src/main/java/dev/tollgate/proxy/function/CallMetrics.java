package dev.tollgate.proxy.function;

import dev.tollgate.core.Stage;
import dev.tollgate.proxy.CallFields;
import dev.tollgate.proxy.CallLog;
import dev.tollgate.proxy.CallRecord;
import dev.tollgate.proxy.Ending;
import dev.tollgate.upstream.Fault;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import software.amazon.cloudwatchlogs.emf.config.EnvironmentConfigurationProvider;
import software.amazon.cloudwatchlogs.emf.environment.Environments;
import software.amazon.lambda.powertools.metrics.Metrics;
import software.amazon.lambda.powertools.metrics.model.DimensionSet;
import software.amazon.lambda.powertools.metrics.provider.EmfMetricsProvider;

/**
 * Writes the metrics of each call, one line in CloudWatch's embedded metric format. Thread safe.
 *
 * <p>A line of its own, not one with the log's: metrics must not end where an operator wants to see errors alone.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">the
 *     format</a>
 */
public final class CallMetrics implements CallLog {
    /** Where all metrics are. */
    public static final String NAMESPACE = "Tollgate";
    /** The dimension {@code service} of all metrics. */
    public static final String SERVICE = "tollgate";

    private static final System.Logger LOGGER = System.getLogger(CallMetrics.class.getName());

    /** Where it is known whose key it is, and not yet what it may call. */
    private static final Set<Fault.Kind> BEFORE_THE_BACKEND_IS_FOUND = EnumSet.of(
            Fault.Kind.INVALID_KEY,
            Fault.Kind.SUBSCRIPTION_BLOCKED,
            Fault.Kind.SUBSCRIPTION_INACTIVE,
            Fault.Kind.UNKNOWN_BACKEND);

    private final Stage stage;

    /**
     * What every call's metrics start from; not changed any more. It is not that of {@code MetricsFactory}, which belongs to a
     * trace id: calls without one, and all that run at once have none here, would add to the same metrics.
     */
    private final Metrics common;

    /** Counts the calls of one stage. */
    public CallMetrics(Stage stage) {
        // It would ask for EC2's and ECS's metadata addresses to find out.
        EnvironmentConfigurationProvider.getConfig().setEnvironmentOverride(Environments.Lambda);
        this.stage = stage;
        this.common = new EmfMetricsProvider().getMetricsInstance();
        common.setNamespace(NAMESPACE);
        common.setDefaultDimensions(DimensionSet.of("service", SERVICE, "stage", stage.id()));
    }

    @Override
    public void record(CallRecord call) {
        try {
            common.flushMetrics(metrics -> add(metrics, call));
        } catch (RuntimeException e) {
            LOGGER.log(
                    System.Logger.Level.ERROR,
                    "the metrics of call {0} are lost: {1}",
                    call.requestId(),
                    e.getClass().getName());
        }
    }

    private void add(Metrics metrics, CallRecord call) {
        if (isConfigured(call)) {
            metrics.addDimension(DimensionSet.of("service", SERVICE, "stage", stage.id(), "backend", call.backend()));
        }
        CallFigures.of(call).forEach((metric, figure) -> metrics.addMetric(metric.metricName(), figure, metric.unit()));
        // To be found by in the log, without being a dimension.
        var fields = CallFields.of(call, stage);
        for (var name : List.of("requestId", "subscription", "model")) {
            if (fields.get(name) instanceof String text && !text.isEmpty()) {
                metrics.addMetadata(name, text);
            }
        }
    }

    /** Whether the backend is one of ours. Else it is what the caller wrote: each of its names would be a metric to be paid for. */
    private static boolean isConfigured(CallRecord call) {
        return !call.subscription().isEmpty()
                && !(call.ending() instanceof Ending.Rejected rejected
                        && BEFORE_THE_BACKEND_IS_FOUND.contains(rejected.fault().kind()));
    }
}
