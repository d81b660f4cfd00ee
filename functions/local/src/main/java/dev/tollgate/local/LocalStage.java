package dev.tollgate.local;

import dev.tollgate.core.Redacted;
import dev.tollgate.core.Stage;
import dev.tollgate.core.configuration.ConfigurationObject;
import dev.tollgate.core.configuration.KeyHasher;
import dev.tollgate.core.counter.Counters;
import dev.tollgate.dynamodb.DynamoConfiguration;
import dev.tollgate.dynamodb.DynamoCounters;
import dev.tollgate.dynamodb.Tables;
import dev.tollgate.proxy.CallLog;
import dev.tollgate.proxy.GatewaySettings;
import dev.tollgate.proxy.ProxyHandler;
import dev.tollgate.proxy.ReplyMode;
import dev.tollgate.proxy.function.StageParts;
import dev.tollgate.upstream.Credentials;
import dev.tollgate.upstream.bedrock.RoleSigner;
import dev.tollgate.upstream.http.UpstreamClient;
import java.security.SecureRandom;
import java.time.InstantSource;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** One stage: its own tables, keys and function. Thread safe. */
final class LocalStage {
    /** Asked when the first request is signed. */
    private static final AwsCredentialsProvider AWS_ROLE =
            DefaultCredentialsProvider.builder().build();

    /** Of a Bedrock endpoint that names none. */
    private static final String NO_REGION = "us-east-1";

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Stage stage;
    private final KeyHasher hasher;
    private final DynamoConfiguration configuration;
    private final DynamoCounters counters;
    private final ProxyHandler handler;

    LocalStage(
            Stage stage,
            byte[] pepper,
            DynamoDbClient dynamo,
            UpstreamClient upstream,
            Credentials credentials,
            CallLog log,
            GatewaySettings settings,
            ReplyMode mode,
            InstantSource clock) {
        var configurationTable = "tollgate-" + stage.id() + "-configuration";
        var countersTable = "tollgate-" + stage.id() + "-counters";
        Tables.createConfiguration(dynamo, configurationTable);
        Tables.createCounters(dynamo, countersTable);
        this.stage = stage;
        this.hasher = new KeyHasher(pepper);
        this.configuration = new DynamoConfiguration(dynamo, configurationTable);
        this.counters = new DynamoCounters(dynamo, countersTable);
        this.handler = new StageParts(
                        stage,
                        settings,
                        mode,
                        configuration,
                        hasher,
                        counters,
                        upstream,
                        credentials,
                        signer(clock),
                        log,
                        clock)
                .handler();
    }

    /** Signs with the AWS credentials of this machine, where it has any. */
    static RoleSigner signer(InstantSource clock) {
        return new RoleSigner(AWS_ROLE, NO_REGION, clock);
    }

    ProxyHandler handler() {
        return handler;
    }

    Counters counters() {
        return counters;
    }

    /** Writes an object, over the one that is there. A running call may see the old one for 10 s. */
    void put(ConfigurationObject object) {
        configuration.put(object);
    }

    /** Writes an object unless it is there: whoever changed it keeps the change over a restart. */
    void seed(ConfigurationObject object) {
        if (configuration.find(object.getClass(), object.id()).isEmpty()) {
            put(object);
        }
    }

    /** Makes a key and keeps what is needed to recognise it. */
    Redacted issueKey(String subscription) {
        var issued = hasher.issue(stage, subscription, RANDOM);
        put(issued.stored());
        return issued.text();
    }
}
