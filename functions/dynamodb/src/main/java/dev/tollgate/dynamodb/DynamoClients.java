package dev.tollgate.dynamodb;

import java.time.Duration;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

/**
 * Clients whose attempts and time-outs are ours. The SDK's own default for DynamoDB, up to nine attempts over seconds, is
 * longer than a caller waits.
 */
public final class DynamoClients {
    private static final int ATTEMPTS = 3;
    private static final int CONNECTIONS = 128;

    private DynamoClients() {}

    /**
     * How long one operation may take.
     *
     * @param attempt one attempt
     * @param call all attempts together
     */
    public record Timeouts(Duration attempt, Duration call) {
        /** For the path of a call, in the same region as the table: a caller has its answer within 300 ms. */
        public static final Timeouts HOT_PATH = new Timeouts(Duration.ofMillis(70), Duration.ofMillis(220));

        /** For machines that do everything at once, such as a laptop or a build server. */
        public static final Timeouts PATIENT = new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(15));
    }

    /** A builder with everything set but region, endpoint and credentials. */
    public static DynamoDbClientBuilder builder(Timeouts timeouts) {
        return DynamoDbClient.builder()
                .httpClientBuilder(Apache5HttpClient.builder().maxConnections(CONNECTIONS))
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .apiCallAttemptTimeout(timeouts.attempt())
                        .apiCallTimeout(timeouts.call())
                        .retryStrategy(retries())
                        .addExecutionInterceptor(new UnansweredAttempts())
                        .build());
    }

    /** The SDK draws each delay from zero to its bound: processes that were throttled together do not return together. */
    private static StandardRetryStrategy retries() {
        var backoff = BackoffStrategy.exponentialDelay(Duration.ofMillis(10), Duration.ofMillis(50));
        return StandardRetryStrategy.builder()
                .maxAttempts(ATTEMPTS)
                .backoffStrategy(backoff)
                .throttlingBackoffStrategy(backoff)
                .circuitBreakerEnabled(false)
                .build();
    }
}
