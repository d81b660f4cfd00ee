package dev.tollgate.benchmarks.cost;

import java.util.Optional;

/**
 * Managed instances of one type, as many as the load needs but never fewer than {@value FEWEST}.
 *
 * @param utilisation which part of the calls that they could take at once they have on average, above 0 and at most 1
 */
record Fleet(InstanceType type, double utilisation) {
    /**
     * One in each of three zones: what Lambda starts when a version is published.
     *
     * <p>Source: {@code https://docs.aws.amazon.com/lambda/latest/dg/lambda-managed-instances-scaling.html}.
     */
    static final int FEWEST = 3;

    /** Of an average month. */
    static final int HOURS_PER_MONTH = 730;

    private static final double SECONDS_PER_HOUR = 3_600;
    private static final double MILLION = 1e6;

    Fleet {
        if (utilisation <= 0 || utilisation > 1) {
            throw new IllegalArgumentException("utilisation " + utilisation);
        }
    }

    /** What the fewest instances cost in a month, in dollars. */
    double fewestMonth() {
        return FEWEST * type.hour() * HOURS_PER_MONTH;
    }

    /** What the network around them costs in a month, in dollars: a NAT gateway in each zone, the way to the providers. */
    static double networkMonth() {
        return FEWEST * Price.NAT_HOUR.dollars() * HOURS_PER_MONTH;
    }

    /** What a million calls cost in a fleet that is larger than the fewest, in dollars, without the gateways' hours. */
    double million(CallCost call) {
        return perCall(call) + instancesMillion(call);
    }

    /** From how many calls on this costs no more than Lambda; none, if it never does. */
    Optional<BreakEven> breakEven(CallCost call) {
        var saved = call.compute() - perCall(call);
        var withFewest = (fewestMonth() + networkMonth()) / saved;
        if (saved > 0 && withFewest <= FEWEST * millionsPerMonth(call)) {
            return Optional.of(new BreakEven(withFewest, call.duration()));
        }
        var savedByMore = saved - instancesMillion(call);
        return savedByMore > 0
                ? Optional.of(new BreakEven(networkMonth() / savedByMore, call.duration()))
                : Optional.empty();
    }

    /** What is paid for a million calls however many instances there are. */
    private static double perCall(CallCost call) {
        var gigabytes = call.workload().providerBytes() / 1e9;
        return Price.LAMBDA_MILLION_REQUESTS.dollars() + MILLION * gigabytes * Price.NAT_GB.dollars();
    }

    private double instancesMillion(CallCost call) {
        return type.hour() * HOURS_PER_MONTH / millionsPerMonth(call);
    }

    /** What one instance serves in a month, in millions of calls. */
    private double millionsPerMonth(CallCost call) {
        var byPlaces = InstanceType.CALLS_PER_PROCESSOR / call.seconds();
        var byProcessor = 1_000 / call.workload().processorMillis();
        var callsPerSecond = InstanceType.PROCESSORS * Math.min(byPlaces, byProcessor) * utilisation;
        return callsPerSecond * SECONDS_PER_HOUR * HOURS_PER_MONTH / MILLION;
    }
}
