package dev.tollgate.proxy.function;

import software.amazon.lambda.powertools.metrics.model.MetricUnit;

/** The metrics of a call, by the names that alarms and dashboards know. One that would be 0 is left out, but for the latency. */
public enum CallMetric {
    /** Every call counts one. */
    CALLS("Calls", MetricUnit.COUNT),
    /** From the event to the settlement. */
    LATENCY("Latency", MetricUnit.MILLISECONDS),
    /** Tokens of prompts, as charged. */
    PROMPT_TOKENS("PromptTokens", MetricUnit.COUNT),
    /** Tokens of completions, as charged. */
    COMPLETION_TOKENS("CompletionTokens", MetricUnit.COUNT),
    /** Calls that a limit of the caller's plan refused. */
    REFUSED_BY_SUBSCRIPTION("RefusedBySubscription", MetricUnit.COUNT),
    /** Calls that a limit of the backend refused. */
    REFUSED_BY_BACKEND("RefusedByBackend", MetricUnit.COUNT),
    /** Calls that were wrong as they came, by our word or the provider's. */
    CLIENT_ERRORS("ClientErrors", MetricUnit.COUNT),
    /** Calls that a provider failed, broke off or stalled. */
    UPSTREAM_FAILURES("UpstreamFailures", MetricUnit.COUNT),
    /** Backends that did not serve, in whose place another one was asked. */
    FALLBACKS("Fallbacks", MetricUnit.COUNT),
    /** Defects of ours. */
    DEFECTS("Defects", MetricUnit.COUNT),
    /** Calls that could not be decided or settled because a store failed, or lacks a secret or a part of the configuration. */
    STORE_ERRORS("StoreErrors", MetricUnit.COUNT),
    /** Calls that passed a limit which could not be checked. */
    UNCHECKED_CALLS("UncheckedCalls", MetricUnit.COUNT),
    /** Calls that were settled after their lease had expired: what they had reserved counts as used. */
    LATE_SETTLEMENTS("LateSettlements", MetricUnit.COUNT);

    private final String metricName;
    private final MetricUnit unit;

    CallMetric(String metricName, MetricUnit unit) {
        this.metricName = metricName;
        this.unit = unit;
    }

    /** Its name in CloudWatch. */
    public String metricName() {
        return metricName;
    }

    MetricUnit unit() {
        return unit;
    }
}
