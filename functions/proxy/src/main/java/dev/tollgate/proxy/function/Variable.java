package dev.tollgate.proxy.function;

import dev.tollgate.dynamodb.DynamoClients;
import dev.tollgate.proxy.GatewaySettings;
import dev.tollgate.proxy.ReplyMode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The environment variables that the function reads, besides those that Lambda sets. */
public enum Variable {
    STAGE("TOLLGATE_STAGE", "production or sandbox"),
    CONFIGURATION_TABLE("TOLLGATE_CONFIGURATION_TABLE", "the name of the stage's configuration table"),
    COUNTERS_TABLE("TOLLGATE_COUNTERS_TABLE", "the name of the stage's counter table"),
    SECRETS_PREFIX(
            "TOLLGATE_SECRETS_PREFIX", "how the stage's secrets begin, with a slash at its end: tollgate/sandbox/"),
    REPLY_MODE("TOLLGATE_REPLY_MODE", "streamed or buffered", ReplyMode.STREAMED.id()),
    ERROR_FORMAT(
            "TOLLGATE_ERROR_FORMAT",
            "dialect, wso2, wso2-fault or problem",
            GatewaySettings.DEFAULT.errorFormat().id()),
    MAX_BODY_BYTES(
            "TOLLGATE_MAX_BODY_BYTES",
            "a number of bytes from 1 to 99999999",
            String.valueOf(GatewaySettings.DEFAULT.maxBodyBytes())),
    STORE_TIMEOUT(
            "TOLLGATE_STORE_TIMEOUT_MS",
            "a number of milliseconds from 30 to 60000",
            String.valueOf(DynamoClients.Timeouts.HOT_PATH.call().toMillis())),
    ALLOWED_NETWORKS("TOLLGATE_ALLOWED_NETWORKS", "networks with commas between them, such as 10.0.0.0/8,fd00::/8", ""),
    PLAIN_HTTP("TOLLGATE_PLAIN_HTTP", "true or false", "false");

    private final String id;
    private final String mustBe;
    private final @Nullable String otherwise;

    Variable(String id, String mustBe) {
        this(id, mustBe, null);
    }

    Variable(String id, String mustBe, @Nullable String otherwise) {
        this.id = id;
        this.mustBe = mustBe;
        this.otherwise = otherwise;
    }

    /** The name in the environment. */
    public String id() {
        return id;
    }

    /** What it stands for, in words that fit behind "must be". */
    public String mustBe() {
        return mustBe;
    }

    /** Its value where it is not set, empty where it has to be. */
    public Optional<String> otherwise() {
        return Optional.ofNullable(otherwise);
    }
}
