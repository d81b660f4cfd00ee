package dev.tollgate.dynamodb;

import java.time.Duration;
import javax.net.ssl.TrustManager;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
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
        public static final Timeouts HOT_PATH = within(Duration.ofMillis(220));

        /** For a process's first connections: a handshake on a small function that is just starting takes its time. */
        public static final Timeouts CONNECTING = new Timeouts(Duration.ofSeconds(2), Duration.ofSeconds(5));

        /** For machines that do everything at once, such as a laptop or a build server. */
        public static final Timeouts PATIENT = new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(15));

        /** All attempts within this time: each has a little less than its third, for the pauses between them. */
        public static Timeouts within(Duration call) {
            return new Timeouts(call.multipliedBy(7).dividedBy(22), call);
        }
    }

    /** A builder with everything set but region, endpoint and credentials; its client has connections of its own. */
    public static DynamoDbClientBuilder builder(Timeouts timeouts) {
        return unconnected(timeouts).httpClientBuilder(client());
    }

    /** The same over connections that several clients share; whoever made them closes them. */
    public static DynamoDbClientBuilder builder(Timeouts timeouts, SdkHttpClient connections) {
        return unconnected(timeouts).httpClient(connections);
    }

    /** Connections for all operations of a process, 128 at once; more wait. */
    public static SdkHttpClient connections() {
        return client().build();
    }

    /** The same to servers that these trust. */
    public static SdkHttpClient connections(TrustManager... trusting) {
        return client().tlsTrustManagersProvider(() -> trusting).build();
    }

    private static Apache5HttpClient.Builder client() {
        return Apache5HttpClient.builder().maxConnections(CONNECTIONS);
    }

    private static DynamoDbClientBuilder unconnected(Timeouts timeouts) {
        return DynamoDbClient.builder()
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
