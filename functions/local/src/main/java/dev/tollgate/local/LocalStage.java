package dev.tollgate.local;

import dev.tollgate.core.Redacted;
import dev.tollgate.core.Stage;
import dev.tollgate.core.configuration.CachedConfiguration;
import dev.tollgate.core.configuration.Configuration;
import dev.tollgate.core.configuration.ConfigurationObject;
import dev.tollgate.core.configuration.KeyHasher;
import dev.tollgate.core.counter.Counters;
import dev.tollgate.core.limit.Limiter;
import dev.tollgate.dynamodb.DynamoConfiguration;
import dev.tollgate.dynamodb.DynamoCounters;
import dev.tollgate.dynamodb.Tables;
import dev.tollgate.proxy.CallLog;
import dev.tollgate.proxy.Gateway;
import dev.tollgate.proxy.GatewaySettings;
import dev.tollgate.proxy.ProxyHandler;
import dev.tollgate.proxy.ReplyMode;
import dev.tollgate.upstream.Credentials;
import dev.tollgate.upstream.anthropic.AnthropicDialect;
import dev.tollgate.upstream.azure.AzureOpenAiDialect;
import dev.tollgate.upstream.bedrock.BedrockDialect;
import dev.tollgate.upstream.bedrock.RoleSigner;
import dev.tollgate.upstream.gemini.GeminiDialect;
import dev.tollgate.upstream.http.UpstreamClient;
import dev.tollgate.upstream.openai.OpenAiDialect;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
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
        this.handler = function(
                stage,
                new CachedConfiguration(configuration, clock),
                hasher,
                counters,
                upstream,
                credentials,
                log,
                settings,
                mode,
                clock);
    }

    /** The stage's function over these stores. */
    static ProxyHandler function(
            Stage stage,
            Configuration configuration,
            KeyHasher hasher,
            Counters counters,
            UpstreamClient upstream,
            Credentials credentials,
            CallLog log,
            GatewaySettings settings,
            ReplyMode mode,
            InstantSource clock) {
        var gateway = new Gateway(
                stage,
                settings,
                configuration,
                hasher,
                new Limiter(counters, clock, RANDOM, Executors.newVirtualThreadPerTaskExecutor()),
                List.of(
                        OpenAiDialect.openAi(),
                        OpenAiDialect.compatible(),
                        new AzureOpenAiDialect(),
                        new AnthropicDialect(),
                        new GeminiDialect(),
                        new BedrockDialect(new RoleSigner(AWS_ROLE, NO_REGION, clock))),
                upstream,
                credentials,
                log,
                clock);
        return new ProxyHandler(gateway, mode, clock);
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
