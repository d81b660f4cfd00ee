package dev.tollgate.dynamodb;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.core.counter.CounterKey;
import dev.tollgate.core.counter.Lease;
import dev.tollgate.core.counter.LeaseId;
import dev.tollgate.core.limit.Settlement;
import dev.tollgate.core.quota.Amounts;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.Limits;
import dev.tollgate.core.quota.Quota;
import dev.tollgate.core.quota.WindowLength;
import dev.tollgate.core.quota.WindowUnit;
import dev.tollgate.core.usage.Estimate;
import dev.tollgate.core.usage.Usage;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What a call costs: one write unit to reserve and one to settle in each window, while its item stays within 1 KB. */
@ExtendWith(DynamoDbLocalServer.class)
class WriteUnitsTest {
    private static final int IN_FLIGHT = 40;
    private static final long NINE_DIGITS = 987_654_321;
    private static final Amounts MUCH =
            new Amounts(NINE_DIGITS, NINE_DIGITS, NINE_DIGITS, 2 * NINE_DIGITS, NINE_DIGITS);
    private static final Map<Dimension, Long> HIGH =
            Arrays.stream(Dimension.values()).collect(toMap(dimension -> dimension, _ -> 10 * NINE_DIGITS));

    private final Requests requests = new Requests();
    private final Random random = new Random(5);
    private final DynamoDbClient counting = DynamoDbLocalServer.client(requests);
    private final DynamoDbClient client;

    WriteUnitsTest(DynamoDbClient client) {
        this.client = client;
    }

    /** The more tokens and the higher the cost, the longer is a lease. */
    @ParameterizedTest
    @CsvSource({"1000, 4096, 0", "1000, 4096, 50000", "100000, 4096, 50000", "100000, 32768, 1000000"})
    void reserveAndSettle_costOneUnitEach_while40CallsAreInFlight(long prompt, long completion, long cost) {
        var call = new Amounts(1, prompt, completion, prompt + completion, cost);
        var gate = Gate.of(client, Limits.of(new Quota(Gate.MINUTE, HIGH))).another(counting, Runnable::run);
        var key = new CounterKey(
                gate.owner().owner(), Gate.MINUTE.windowAt(gate.clock().instant()));
        var first = lease(gate, call);
        gate.counters().reserve(key, first, HIGH);
        gate.counters().settle(key, first, MUCH);
        var leases = Stream.generate(() -> lease(gate, call)).limit(IN_FLIGHT).toList();

        leases.forEach(lease -> gate.counters().reserve(key, lease, HIGH));
        leases.forEach(lease -> gate.counters().settle(key, lease, call));

        assertThat(requests.units()).hasSize(2 + 2 * IN_FLIGHT).containsOnly(1.0);
    }

    @Test
    void aCall_isOneWriteBeforeAndOneAfterInEachWindow_andNoRead() {
        var limits = Limits.of(
                new Quota(Gate.MINUTE, HIGH),
                new Quota(new WindowLength(6, WindowUnit.HOUR), HIGH),
                new Quota(new WindowLength(1, WindowUnit.MONTH), HIGH));
        var gate = Gate.of(client, limits).another(counting, Runnable::run);
        var call = new Estimate(1_000, 4_096);
        var calls = 10;

        for (var i = 0; i < calls; i++) {
            var reservation = Outcomes.checked(gate.reserve(call));
            assertThat(reservation.settle(Usage.ofReservation(call))).isEqualTo(Settlement.DONE);
        }

        var windows = limits.quotas().size();
        assertThat(List.of(requests.toReserve(), requests.toEnd(), requests.others()))
                .containsExactly((long) calls * windows, (long) calls * windows, 0L);
        assertThat(requests.units()).hasSize(2 * calls * windows).containsOnly(1.0);
    }

    private Lease lease(Gate gate, Amounts reserved) {
        return new Lease(LeaseId.next(random), gate.clock().instant().plus(Duration.ofMinutes(16)), reserved);
    }
}
