package dev.tollgate.benchmarks.cost;

import java.util.List;

/**
 * A part of a stage that costs something without a single call.
 *
 * @param title what it is
 * @param quantity how many of them
 * @param price of one, a month
 */
record StageCost(String title, int quantity, Price price) {
    private static final int METRICS = 13;
    private static final int BACKENDS = 2;

    /** What a production stage has at first. Sandbox has no point-in-time recovery. */
    static final List<StageCost> IDLE = List.of(
            new StageCost("KMS key", 1, Price.KEY_MONTH),
            new StageCost("secrets: the pepper, two providers' keys", 3, Price.SECRET_MONTH),
            new StageCost("alarms", 10, Price.ALARM_MONTH),
            new StageCost("dashboard, if it is not among the account's first three", 1, Price.DASHBOARD_MONTH),
            new StageCost("GB in tables", 1, Price.TABLE_GB_MONTH),
            new StageCost("GB under point-in-time recovery", 1, Price.BACKUP_GB_MONTH));

    /** With the web application firewall, which is an option. */
    static final List<StageCost> FIREWALL = List.of(
            new StageCost("WAF: list of rules", 1, Price.WEB_ACL_MONTH),
            new StageCost("WAF: rules", 2, Price.WEB_RULE_MONTH));

    /** Once there are calls: the stage's metrics, and those of each backend. */
    static final List<StageCost> METRICS_IN_USE = List.of(new StageCost(
            "metrics of a stage with two backends, at most, once there are calls",
            METRICS * (1 + BACKENDS),
            Price.METRIC_MONTH));

    /** What it costs in a month, in dollars. */
    double month() {
        return quantity * price.dollars();
    }

    /** What all of them cost in a month, in dollars. */
    static double month(List<StageCost> parts) {
        return parts.stream().mapToDouble(StageCost::month).sum();
    }
}
