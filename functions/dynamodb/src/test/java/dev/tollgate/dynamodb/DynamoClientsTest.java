package dev.tollgate.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tollgate.core.counter.CounterKey;
import dev.tollgate.core.counter.Lease;
import dev.tollgate.core.counter.LeaseId;
import dev.tollgate.core.counter.Owner;
import dev.tollgate.core.quota.Amounts;
import dev.tollgate.core.quota.WindowLength;
import dev.tollgate.core.quota.WindowUnit;
import dev.tollgate.core.store.StoreException;
import dev.tollgate.testkit.ScriptedProvider;
import dev.tollgate.testkit.ScriptedProvider.Step;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** How long the path of a call waits for a store that does not do its work. */
@Timeout(30)
class DynamoClientsTest {
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:30Z");
    private static final String THROTTLED = "{\"__type\":\"com.amazonaws.dynamodb.v20120810"
            + "#ProvisionedThroughputExceededException\",\"message\":\"slow down\"}";

    /** Well under the half minute that the SDK waits for a socket on its own. */
    @Test
    void aStoreThatIsSilent_isUnknown_withinTheTimeForACall() throws IOException {
        try (var store = new ScriptedProvider(new Step.Await(new CountDownLatch(1)))) {
            var started = System.nanoTime();

            assertThat(failureOfReserve(store.uri(), DynamoClients.Timeouts.HOT_PATH))
                    .isInstanceOf(StoreException.Unknown.class);

            assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(15));
        }
    }

    @Test
    void aStoreThatThrottles_isAskedThreeTimes() throws IOException {
        try (var store = new ScriptedProvider(ScriptedProvider.reply(400, "application/x-amz-json-1.0", THROTTLED))) {
            assertThat(failureOfReserve(store.uri(), DynamoClients.Timeouts.PATIENT))
                    .isInstanceOf(StoreException.Throttled.class);

            assertThat(store.received()).hasSize(3);
        }
    }

    private static Throwable failureOfReserve(URI endpoint, DynamoClients.Timeouts timeouts) {
        var window = new WindowLength(1, WindowUnit.MINUTE).windowAt(NOW);
        var lease = new Lease(LeaseId.next(new Random(1)), NOW, new Amounts(1, 1, 1, 2, 0));
        try (var client = DynamoClients.builder(timeouts)
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .build()) {
            var counters = new DynamoCounters(client, "counters");

            return catchThrowable(
                    () -> counters.reserve(new CounterKey(new Owner.OfSubscription("app"), window), lease, Map.of()));
        }
    }
}
