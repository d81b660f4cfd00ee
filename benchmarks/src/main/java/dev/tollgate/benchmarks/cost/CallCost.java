package dev.tollgate.benchmarks.cost;

import java.time.Duration;

/**
 * What a million calls cost on Lambda, in dollars.
 *
 * @param duration of a call, from the event to the settlement
 */
record CallCost(Workload workload, Duration duration) {
    private static final double MILLION = 1e6;
    private static final double BYTES_PER_GB = 1e9;
    private static final int WRITES_PER_WINDOW = 2;

    double apiRequests() {
        return workload.apiRequests() * Price.API_MILLION_REQUESTS.dollars();
    }

    /** The time that environments are taken. */
    double lambdaDuration() {
        return MILLION * seconds() * workload.memoryGb() * Price.LAMBDA_GB_SECOND.dollars();
    }

    double lambdaRequests() {
        return Price.LAMBDA_MILLION_REQUESTS.dollars();
    }

    /** The reservation and the settlement in each of the windows that limit the call. */
    double counterWrites(int windows) {
        return windows * WRITES_PER_WINDOW * Price.MILLION_WRITE_UNITS.dollars();
    }

    double configurationReads() {
        return workload.configurationReads() * Price.MILLION_READ_UNITS.dollars();
    }

    /** Each environment reads them again when they are too old: the longer its calls are, the fewer share one reading. */
    double secretReads() {
        var readings = Math.min(1, seconds() / seconds(workload.secretsKept()));
        return MILLION * readings * workload.secrets() * Price.SECRET_TEN_THOUSAND_READS.dollars() / 10_000;
    }

    double logs() {
        var bytes = workload.lineBytes() + workload.otherLogBytes();
        return MILLION * bytes / BYTES_PER_GB * Price.LOG_GB.dollars();
    }

    /** All of it. */
    double total(int windows) {
        return apiRequests()
                + compute()
                + Price.SNAP_START.dollars()
                + counterWrites(windows)
                + configurationReads()
                + secretReads()
                + logs();
    }

    /** What instances would take the place of. */
    double compute() {
        return lambdaDuration() + lambdaRequests();
    }

    double seconds() {
        return seconds(duration);
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1e3;
    }
}
