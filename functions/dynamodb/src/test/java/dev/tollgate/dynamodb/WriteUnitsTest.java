package dev.tollgate.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.core.counter.CounterKey;
import dev.tollgate.core.counter.Lease;
import dev.tollgate.core.counter.LeaseId;
import dev.tollgate.core.counter.Owner;
import dev.tollgate.core.quota.Amounts;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.WindowLength;
import dev.tollgate.core.quota.WindowUnit;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What a call costs: one write unit to reserve and one to settle, while the item stays within 1 KB. */
@ExtendWith(DynamoDbLocalServer.class)
class WriteUnitsTest {
    private static final String TABLE = "write-units";
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:30Z");
    private static final Amounts TYPICAL = new Amounts(1, 1_000, 4_096, 5_096);
    private static final int IN_FLIGHT = 40;

    private final ConsumedWriteUnits consumed = new ConsumedWriteUnits();
    private final Random random = new Random(5);
    private final DynamoCounters counters;
    private final CounterKey key = new CounterKey(
            new Owner.OfSubscription(UUID.randomUUID().toString()),
            new WindowLength(1, WindowUnit.MINUTE).windowAt(NOW));

    WriteUnitsTest(DynamoDbClient client) {
        Tables.createCounters(client, TABLE);
        counters = new DynamoCounters(DynamoDbLocalServer.client(consumed), TABLE);
    }

    @Test
    void reserveAndSettle_costOneUnitEach_with40CallsInFlight() {
        counters.reserve(key, lease(), Map.of());
        counters.settle(key, counters.read(key).orElseThrow().leases().getFirst(), TYPICAL);
        var limits = Map.of(Dimension.REQUEST_COUNT, 1_000_000L, Dimension.TOTAL_TOKEN_COUNT, 1_000_000_000L);
        var leases = Stream.generate(this::lease).limit(IN_FLIGHT).toList();

        leases.forEach(lease -> counters.reserve(key, lease, limits));
        leases.forEach(lease -> counters.settle(key, lease, TYPICAL));

        assertThat(consumed.units()).hasSize(2 + 2 * IN_FLIGHT).containsOnly(1.0);
    }

    private Lease lease() {
        return new Lease(LeaseId.next(random), NOW.plusSeconds(960), TYPICAL);
    }
}
