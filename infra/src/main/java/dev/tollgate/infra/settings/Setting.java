package dev.tollgate.infra.settings;

import java.util.Optional;

/**
 * What an operator may set for a stage, as the CDK's context value {@code <stage>.<id>}: in {@code cdk.json}, in
 * {@code cdk.context.json}, or by {@code -c}. A value that is empty counts as not set.
 */
public enum Setting {
    ADMIN_ROLES(
            "adminRoles",
            "Who may see and change what is configured. Without it nothing of the stage is deployed, as nobody could use it.",
            new Form(
                    "who is viewer, operator or admin, by the ARN of a role or user, or by group:NAME, such as "
                            + "admin=arn:aws:iam::123456789012:role/Platform",
                    AdminRoles::areIn)),
    REPLY_MODE(
            "replyMode",
            "Whether replies pass as they come, for 15 minutes at most, or are sent whole, within 27 s.",
            Form.oneOf("streamed", "buffered"),
            "streamed"),
    ERROR_FORMAT(
            "errorFormat",
            "The form of errors, where a backend has none of its own.",
            Form.oneOf("dialect", "wso2", "wso2-fault", "problem"),
            "dialect"),
    MAX_BODY_BYTES("maxBodyBytes", "The largest body of a call that is taken.", Form.number(1, 6_291_456), "6291456"),
    STORE_TIMEOUT_MS(
            "storeTimeoutMs",
            "What an operation at the tables may take, its three attempts together, before it counts as failed.",
            Form.number(30, 60_000),
            "220"),
    ALLOWED_NETWORKS(
            "allowedNetworks",
            "Networks that providers may be in although they are not public.",
            Form.networks("10.0.0.0/8")),
    PLAIN_HTTP(
            "plainHttp",
            "Whether providers may be called by http, which shows the credential to the network.",
            Form.flag(),
            "false"),
    BEDROCK_MODELS(
            "bedrockModels",
            "What the proxy may invoke of Bedrock by its own role, models and inference profiles; nothing if not set.",
            Form.list(
                    "ids of Bedrock's models or of their profiles, * for any characters, such as eu.anthropic.claude-*",
                    "(application-inference-profile/)?[A-Za-z0-9.:*_-]+")),
    LOG_LEVEL(
            "logLevel",
            "The least important lines that the proxy logs.",
            Form.oneOf("DEBUG", "INFO", "WARN", "ERROR"),
            "INFO"),
    LOG_RETENTION_DAYS(
            "logRetentionDays",
            "For how many days logs are kept.",
            Form.oneOf("1", "3", "7", "14", "30", "60", "90", "180", "365", "731"),
            "90",
            "14"),
    MEMORY_MB("memoryMb", "The proxy's memory, and by it its share of a processor.", Form.number(256, 10_240), "512"),
    RESERVED_CONCURRENCY(
            "reservedConcurrency",
            "How many calls run at once at most; as many of the account's are kept for them.",
            Form.number(1, 1_000_000)),
    THROTTLE_RATE(
            "throttleRate",
            "How many calls a second API Gateway lets through: a coarse shield, no quota.",
            Form.number(1, 10_000),
            "1000",
            "100"),
    THROTTLE_BURST(
            "throttleBurst",
            "How many calls it lets through at once, beyond that rate.",
            Form.number(1, 5_000),
            "2000",
            "200"),
    SOURCES("sources", "Who may call, by address; everybody if not set.", Form.networks("203.0.113.0/24")),
    ADMIN_SOURCES(
            "adminSources",
            "Who may administer, by address; everybody whom IAM or Cognito knows if not set.",
            Form.networks("203.0.113.0/24")),
    API_LOG_ROLE(
            "apiLogRole",
            "Whether the stage sets the role by which API Gateway writes logs: one is enough for an account and region.",
            Form.flag(),
            "true"),
    USER_POOL(
            "userPool",
            "Has Cognito say who administers, in place of IAM.",
            Form.matching("the ARN of a Cognito user pool", "arn:[a-z-]+:cognito-idp:[^:]+:\\d{12}:userpool/\\S+")),
    DOMAIN_NAME(
            "domainName",
            "The name that applications call; the API's own name is closed then.",
            Form.matching("a name such as llm.example.com", Patterns.HOST)),
    CERTIFICATE(
            "certificate",
            "What proves that name.",
            Form.matching("the ARN of a certificate in this region", "arn:[a-z-]+:acm:[^:]+:\\d{12}:certificate/\\S+")),
    HOSTED_ZONE_ID(
            "hostedZoneId",
            "Where the name is entered; if not set, you enter it, as an output of the stack says.",
            Form.matching("the id of a Route 53 zone", "Z[A-Z0-9]{1,31}")),
    HOSTED_ZONE_NAME(
            "hostedZoneName",
            "What that zone is called.",
            Form.matching("the name of that zone, such as example.com", Patterns.HOST)),
    FIREWALL_RATE(
            "firewallRate",
            "Puts AWS WAF before the API: so many calls from one address in five minutes, none from those of bad repute.",
            Form.number(10, 2_000_000_000)),
    WARM_READS(
            "warmReads",
            "Read units a second that each table bears at once, without growing into them. They can only be raised.",
            Form.number(12_000, 10_000_000)),
    WARM_WRITES("warmWrites", "Write units a second, likewise.", Form.number(4_000, 10_000_000)),
    CONFIGURATION_TABLE(
            "configurationTable",
            "A table that is used in place of the stage's own, such as a restored one.",
            Form.matching("a table's name", Patterns.TABLE)),
    COUNTERS_TABLE("countersTable", "The same for counters.", Form.matching("a table's name", Patterns.TABLE)),
    SUBNETS(
            "subnets",
            "Where the proxy runs, to reach providers in a network of yours.",
            Form.list(
                    "ids of up to 16 subnets with commas between them",
                    16,
                    part -> part.matches("subnet-[0-9a-f]{8,17}"))),
    SECURITY_GROUPS(
            "securityGroups",
            "What it may reach there.",
            Form.list(
                    "ids of up to 5 security groups with commas between them",
                    5,
                    part -> part.matches("sg-[0-9a-f]{8,17}"))),
    INSTANCES(
            "instances",
            "Whether the proxy runs on instances that Lambda keeps, many calls in a process: for high volume.",
            Form.flag(),
            "false"),
    INSTANCE_CALLS(
            "instanceCalls", "How many calls a process takes at once, on instances.", Form.number(1, 1_600), "32"),
    INSTANCE_VCPUS("instanceVcpus", "How many processors instances may have together.", Form.number(12, 15_000), "12"),
    ALARM_EMAIL(
            "alarmEmail",
            "Who is told of alarms and of the budget, once they have confirmed the address.",
            Form.matching("an e-mail address", "[^@\\s]+@[^@\\s]+\\.[^@\\s]+")),
    BUDGET_USD(
            "budgetUsd",
            "What the stage may cost a month before somebody is told, in dollars.",
            Form.number(1, 1_000_000_000)),
    TAGS(
            "tags",
            "What every resource is tagged with, beside tollgate:stage.",
            Form.list(
                    "names and values such as team=platform,cost-center=42",
                    "[\\w .:/+@-]{1,128}=[\\w .:/+@-]{0,256}"));

    private final String id;
    private final String does;
    // Its predicates hold nothing but constants.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Form form;

    private final String inProduction;
    private final String inSandbox;

    Setting(String id, String does, Form form) {
        this(id, does, form, "");
    }

    Setting(String id, String does, Form form, String otherwise) {
        this(id, does, form, otherwise, otherwise);
    }

    Setting(String id, String does, Form form, String inProduction, String inSandbox) {
        this.id = id;
        this.does = does;
        this.form = form;
        this.inProduction = inProduction;
        this.inSandbox = inSandbox;
    }

    /** Its name behind the stage's. */
    public String id() {
        return id;
    }

    /** What it does, in a sentence. */
    public String does() {
        return does;
    }

    /** What it must be, in words that fit behind "must be". */
    public String mustBe() {
        return form.mustBe();
    }

    /** Its value where none is set, empty where there is none. */
    public Optional<String> otherwise(StageKind stage) {
        var value = switch (stage) {
            case PRODUCTION -> inProduction;
            case SANDBOX -> inSandbox;
        };
        return value.isEmpty() ? Optional.empty() : Optional.of(value);
    }

    boolean accepts(String text) {
        return form.test().test(text);
    }

    /** Shared by several settings. */
    private static final class Patterns {
        static final String HOST = "([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,63}";
        static final String TABLE = "[A-Za-z0-9_.-]{3,255}";

        private Patterns() {}
    }
}
