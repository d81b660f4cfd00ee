package dev.tollgate.benchmarks.cost;

/** List prices of us-east-1 in dollars, without free tiers and discounts, as known in {@value KNOWN}, each with the page to check it by. */
enum Price {
    /** Of a REST API, up to 333 million a month. A streamed reply counts one request for each 10 MB that have begun. */
    API_MILLION_REQUESTS(3.50, "million requests to a REST API, to 333 million a month", Price.API_GATEWAY),
    /** On arm64, up to 7.5 billion a month. */
    LAMBDA_GB_SECOND(0.0000133334, "GB-second of Lambda, arm64, to 7.5 billion a month", Price.LAMBDA),
    /** The same on instances. */
    LAMBDA_MILLION_REQUESTS(0.20, "million requests to Lambda, on instances too", Price.LAMBDA),
    /** Snapshots are free of charge for Java; Python and .NET pay for keeping and restoring them. */
    SNAP_START(
            0,
            "snapshot of Java, kept and restored",
            "https://docs.aws.amazon.com/lambda/latest/dg/snapstart.html#snapstart-pricing"),
    /** On demand, 1 KB each. */
    MILLION_WRITE_UNITS(0.625, "million write units of DynamoDB, on demand", Price.DYNAMODB),
    /** On demand, strongly consistent, 4 KB each. */
    MILLION_READ_UNITS(0.125, "million read units of DynamoDB, on demand", Price.DYNAMODB),
    TABLE_GB_MONTH(0.25, "GB in tables, a month", Price.DYNAMODB),
    BACKUP_GB_MONTH(0.20, "GB under point-in-time recovery, a month", Price.DYNAMODB),
    /** Standard class, up to 10 TB a month. */
    LOG_GB(0.50, "GB of log, to 10 TB a month", Price.CLOUDWATCH),
    /** Of the first 10,000; counted by the hour, only while something is written to it. */
    METRIC_MONTH(0.30, "metric of one's own, a month", Price.CLOUDWATCH),
    ALARM_MONTH(0.10, "alarm, a month", Price.CLOUDWATCH),
    DASHBOARD_MONTH(3.00, "dashboard beyond an account's first three, a month", Price.CLOUDWATCH),
    SECRET_MONTH(0.40, "secret, a month", Price.SECRETS),
    SECRET_TEN_THOUSAND_READS(0.05, "10,000 reads of secrets", Price.SECRETS),
    KEY_MONTH(1.00, "KMS key, a month", "https://aws.amazon.com/kms/pricing/"),
    WEB_ACL_MONTH(5.00, "WAF's list of rules, a month", Price.WAF),
    WEB_RULE_MONTH(1.00, "WAF rule, a month", Price.WAF),
    WEB_MILLION_REQUESTS(0.60, "million requests that WAF looks at", Price.WAF),
    C8G_XLARGE_HOUR(0.15952, "hour of c8g.xlarge, on demand", Price.EC2),
    M8G_XLARGE_HOUR(0.17952, "hour of m8g.xlarge, on demand", Price.EC2),
    NAT_HOUR(0.045, "hour of a NAT gateway", Price.VPC),
    NAT_GB(0.045, "GB through a NAT gateway, either way", Price.VPC);

    /** What they are as of. */
    static final String KNOWN = "November 2026";

    /** What Lambda adds to the on-demand price of a managed instance: {@code https://aws.amazon.com/lambda/pricing/}. */
    static final double MANAGEMENT_FEE = 0.15;

    private static final String API_GATEWAY = "https://aws.amazon.com/api-gateway/pricing/";
    private static final String LAMBDA = "https://aws.amazon.com/lambda/pricing/";
    private static final String DYNAMODB = "https://aws.amazon.com/dynamodb/pricing/on-demand/";
    private static final String CLOUDWATCH = "https://aws.amazon.com/cloudwatch/pricing/";
    private static final String SECRETS = "https://aws.amazon.com/secrets-manager/pricing/";
    private static final String WAF = "https://aws.amazon.com/waf/pricing/";
    private static final String EC2 = "https://aws.amazon.com/ec2/pricing/on-demand/";
    private static final String VPC = "https://aws.amazon.com/vpc/pricing/";

    private final double dollars;
    private final String unit;
    private final String source;

    Price(double dollars, String unit, String source) {
        this.dollars = dollars;
        this.unit = unit;
        this.source = source;
    }

    double dollars() {
        return dollars;
    }

    /** What is had for it. */
    String unit() {
        return unit;
    }

    /** The page to check it by. */
    String source() {
        return source;
    }
}
