package dev.tollgate.benchmarks.startup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.core.configuration.Policy;
import dev.tollgate.core.counter.CounterKey;
import dev.tollgate.core.counter.Lease;
import dev.tollgate.core.counter.LeaseId;
import dev.tollgate.core.counter.Owner;
import dev.tollgate.core.counter.ReserveOutcome;
import dev.tollgate.core.quota.Amounts;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.WindowLength;
import dev.tollgate.core.quota.WindowUnit;
import dev.tollgate.dynamodb.DynamoClients;
import dev.tollgate.dynamodb.DynamoConfiguration;
import dev.tollgate.dynamodb.DynamoCounters;
import dev.tollgate.testkit.lambda.Deployment;
import java.net.URI;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Instant;
import java.util.Map;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Whether the stubs answer as our own clients expect it, over TLS. */
class SurroundingsTest {
    @TempDir
    private Path folder;

    @Test
    void store_hasTheConfiguration_andCounts() throws Exception {
        try (var surroundings = new Surroundings(folder);
                var connections = DynamoClients.connections(trusting(folder.resolve("trust")));
                var client = client(surroundings.deploy(folder, MinimalFunction.class), connections)) {
            var policy = new DynamoConfiguration(client, "configuration").find(Policy.class, "plan");
            assertThat(policy).isPresent();

            var now = Instant.parse("2026-11-20T10:00:30Z");
            var key =
                    new CounterKey(new Owner.OfSubscription("app"), new WindowLength(1, WindowUnit.DAY).windowAt(now));
            var lease = new Lease(new LeaseId("abcdefgh"), now, new Amounts(1, 2, 3, 5, 0));
            var outcome =
                    new DynamoCounters(client, "counters").reserve(key, lease, Map.of(Dimension.REQUEST_COUNT, 9L));

            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            ReserveOutcome.Reserved.class,
                            reserved -> assertThat(reserved.state().committed()).isEqualTo(lease.reserved()));
        }
    }

    private static TrustManager[] trusting(Path store) throws Exception {
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(KeyStore.getInstance(store.toFile(), "changeit".toCharArray()));
        return trust.getTrustManagers();
    }

    private static DynamoDbClient client(Deployment deployment, SdkHttpClient connections) {
        return DynamoClients.builder(DynamoClients.Timeouts.PATIENT, connections)
                .endpointOverride(URI.create(deployment.variables().getOrDefault("AWS_ENDPOINT_URL_DYNAMODB", "")))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .build();
    }
}
