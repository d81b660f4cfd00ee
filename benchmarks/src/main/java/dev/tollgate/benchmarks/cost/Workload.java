package dev.tollgate.benchmarks.cost;

import java.time.Duration;

/**
 * What is assumed of a call and of what serves it.
 *
 * @param memoryGb of a function's environment on Lambda, which serves one call at a time
 * @param providerBytes between the gateway and the provider, both ways: some 500 tokens as events
 * @param lineBytes the call's line of log and its metrics, as the benchmark {@code logging} measures them
 * @param otherLogBytes what Lambda and API Gateway write of a call themselves, at most
 * @param configurationReads key, subscription, plan, backend and price table, as if nothing were remembered
 * @param secrets that an environment reads again and again: the pepper and one provider's key
 * @param secretsKept how long it keeps them
 * @param processorMillis of a call, as the benchmark {@code gateway} measures them for streams, its DynamoDB included
 */
record Workload(
        double memoryGb,
        long providerBytes,
        int lineBytes,
        int otherLogBytes,
        int configurationReads,
        int secrets,
        Duration secretsKept,
        double processorMillis) {
    static final Workload TYPICAL = new Workload(0.5, 100_000, 1_077, 1_000, 5, 2, Duration.ofMinutes(5), 7);

    private static final long STEP_BYTES = 10_000_000;

    /** How many requests API Gateway counts for the call: steps of 10 MB. */
    long apiRequests() {
        return Math.max(1, Math.ceilDiv(providerBytes, STEP_BYTES));
    }
}
