package dev.tollgate.infra.settings;

import java.util.Optional;

/**
 * What an operator may set for a stage, as the CDK's context value {@code <stage>.<id>}: in {@code cdk.json}, in
 * {@code cdk.context.json}, or by {@code -c}. A value that is empty counts as not set.
 */
public enum Setting {
    ADMIN_ROLES(
            "adminRoles",
            new Form(
                    "who is viewer, operator or admin, such as admin=arn:aws:iam::123456789012:role/Platform",
                    text -> text.matches("(?s)\\s*[a-z]+(\\([^)]+\\))?\\s*=.+"))),
    REPLY_MODE("replyMode", Form.oneOf("streamed", "buffered"), "streamed"),
    ERROR_FORMAT("errorFormat", Form.oneOf("dialect", "wso2", "wso2-fault", "problem"), "dialect"),
    MAX_BODY_BYTES("maxBodyBytes", Form.number(1, 10_485_760), "6291456"),
    STORE_TIMEOUT_MS("storeTimeoutMs", Form.number(30, 60_000), "220"),
    ALLOWED_NETWORKS(
            "allowedNetworks", Form.list("networks with commas between them, such as 10.0.0.0/8", Patterns.NETWORK)),
    PLAIN_HTTP("plainHttp", Form.flag(), "false"),
    BEDROCK_MODELS(
            "bedrockModels",
            Form.list(
                    "ids of Bedrock's models, * for any characters, such as anthropic.claude-*", "[A-Za-z0-9.:*_-]+")),
    LOG_LEVEL("logLevel", Form.oneOf("DEBUG", "INFO", "WARN", "ERROR"), "INFO"),
    LOG_RETENTION_DAYS(
            "logRetentionDays", Form.oneOf("1", "3", "7", "14", "30", "60", "90", "180", "365", "731"), "90", "14"),
    MEMORY_MB("memoryMb", Form.number(256, 10_240), "512"),
    RESERVED_CONCURRENCY("reservedConcurrency", Form.number(1, 1_000_000)),
    THROTTLE_RATE("throttleRate", Form.number(1, 10_000), "1000", "100"),
    THROTTLE_BURST("throttleBurst", Form.number(1, 5_000), "2000", "200"),
    SOURCES("sources", Form.list("networks that may call, such as 203.0.113.0/24", Patterns.NETWORK)),
    ADMIN_SOURCES("adminSources", Form.list("networks that may administer, such as 203.0.113.0/24", Patterns.NETWORK)),
    API_LOG_ROLE("apiLogRole", Form.flag(), "true"),
    USER_POOL(
            "userPool",
            Form.matching("the ARN of a Cognito user pool", "arn:[a-z-]+:cognito-idp:[^:]+:\\d{12}:userpool/\\S+")),
    DOMAIN_NAME("domainName", Form.matching("a name such as llm.example.com", Patterns.HOST)),
    CERTIFICATE(
            "certificate",
            Form.matching("the ARN of a certificate in this region", "arn:[a-z-]+:acm:[^:]+:\\d{12}:certificate/\\S+")),
    HOSTED_ZONE_ID("hostedZoneId", Form.matching("the id of a Route 53 zone", "Z[A-Z0-9]{1,31}")),
    HOSTED_ZONE_NAME("hostedZoneName", Form.matching("the name of that zone, such as example.com", Patterns.HOST)),
    FIREWALL_RATE("firewallRate", Form.number(10, 2_000_000_000)),
    WARM_READS("warmReads", Form.number(12_000, 10_000_000)),
    WARM_WRITES("warmWrites", Form.number(4_000, 10_000_000)),
    CONFIGURATION_TABLE("configurationTable", Form.matching("a table's name", Patterns.TABLE)),
    COUNTERS_TABLE("countersTable", Form.matching("a table's name", Patterns.TABLE)),
    SUBNETS("subnets", Form.list("ids of subnets with commas between them", "subnet-[0-9a-f]{8,17}")),
    SECURITY_GROUPS(
            "securityGroups", Form.list("ids of security groups with commas between them", "sg-[0-9a-f]{8,17}")),
    INSTANCES("instances", Form.flag(), "false"),
    INSTANCE_CALLS("instanceCalls", Form.number(1, 1_600), "32"),
    INSTANCE_VCPUS("instanceVcpus", Form.number(12, 15_000), "12"),
    ALARM_EMAIL("alarmEmail", Form.matching("an e-mail address", "[^@\\s]+@[^@\\s]+\\.[^@\\s]+")),
    BUDGET_USD("budgetUsd", Form.number(1, 1_000_000_000)),
    TAGS(
            "tags",
            Form.list(
                    "names and values such as team=platform,cost-center=42",
                    "[\\w .:/+@-]{1,128}=[\\w .:/+@-]{0,256}"));

    private final String id;
    // Its predicates hold nothing but constants.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Form form;

    private final String inProduction;
    private final String inSandbox;

    Setting(String id, Form form) {
        this(id, form, "");
    }

    Setting(String id, Form form, String otherwise) {
        this(id, form, otherwise, otherwise);
    }

    Setting(String id, Form form, String inProduction, String inSandbox) {
        this.id = id;
        this.form = form;
        this.inProduction = inProduction;
        this.inSandbox = inSandbox;
    }

    /** Its name behind the stage's. */
    public String id() {
        return id;
    }

    /** What it must be, in words that fit behind "must be". */
    public String mustBe() {
        return form.mustBe();
    }

    /** Its value where none is set, empty where there is none. */
    public Optional<String> otherwise(StageKind stage) {
        var value = stage.isRetained() ? inProduction : inSandbox;
        return value.isEmpty() ? Optional.empty() : Optional.of(value);
    }

    boolean accepts(String text) {
        return form.test().test(text);
    }

    /** Shared by several settings. */
    private static final class Patterns {
        static final String NETWORK = "[0-9a-fA-F.:]+/\\d{1,3}";
        static final String HOST = "([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,63}";
        static final String TABLE = "[A-Za-z0-9_.-]{3,255}";

        private Patterns() {}
    }
}
