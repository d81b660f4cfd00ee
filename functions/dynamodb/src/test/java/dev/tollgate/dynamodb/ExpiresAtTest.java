package dev.tollgate.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.core.counter.CorrectionId;
import dev.tollgate.core.counter.CounterKey;
import dev.tollgate.core.counter.Lease;
import dev.tollgate.core.counter.LeaseId;
import dev.tollgate.core.limit.Decision;
import dev.tollgate.core.quota.Amounts;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.Limits;
import dev.tollgate.core.quota.Quota;
import dev.tollgate.core.quota.WindowRule;
import dev.tollgate.core.usage.Estimate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** When DynamoDB may delete a counter. It does so days late, or never: nothing may hang on it. */
@ExtendWith(DynamoDbLocalServer.class)
class ExpiresAtTest {
    private static final Quota ONE_CALL = new Quota(Gate.MINUTE, Map.of(Dimension.REQUEST_COUNT, 1L));

    private final DynamoDbClient client;
    private final Gate gate;

    ExpiresAtTest(DynamoDbClient client) {
        this.client = client;
        gate = Gate.of(client, new Limits(List.of(ONE_CALL), 1, 1));
    }

    @Test
    void aWindow_isKeptAsLongAsTheHistory_fromItsEndOn() {
        gate.reserve(Estimate.NO_TOKENS);

        var end = ONE_CALL.window().windowAt(gate.clock().instant()).end();
        assertExpiresAt(ONE_CALL.window(), end.plus(DynamoCounters.HISTORY));
    }

    @Test
    void aWindow_isKeptAsLong_whereACorrectionCameFirst() {
        var window = ONE_CALL.window().windowAt(gate.clock().instant());

        new DynamoCorrections(client, DynamoDbLocalServer.COUNTERS)
                .reset(new CounterKey(gate.owner().owner(), window), new CorrectionId("reset-it"));

        assertExpiresAt(ONE_CALL.window(), window.end().plus(DynamoCounters.HISTORY));
    }

    @Test
    void theCallsInFlight_areKeptAsLong_fromTheEndOfTheLeaseOn() {
        gate.reserve(Estimate.NO_TOKENS);

        var lease = new Lease(new LeaseId("AAAAAAAA"), gate.clock().instant().plus(Gate.LEASE), Amounts.ONE_REQUEST);
        assertExpiresAt(inFlight(), lease.expiresAt().plus(DynamoCounters.HISTORY));
    }

    @Test
    void aCounter_stillRefuses_whenItsTimeIsLongOver() {
        gate.reserve(Estimate.NO_TOKENS);

        setExpiresAt(ONE_CALL.window(), Instant.EPOCH);
        setExpiresAt(inFlight(), Instant.EPOCH);

        assertThat(gate.reserve(Estimate.NO_TOKENS))
                .isInstanceOfSatisfying(
                        Decision.Refused.class,
                        refused -> assertThat(refused.quotas())
                                .allSatisfy(
                                        quota -> assertThat(quota.remaining()).isZero()));
    }

    private WindowRule inFlight() {
        return gate.owner().limits().counted().getFirst().window();
    }

    private void assertExpiresAt(WindowRule window, Instant moment) {
        var counter = client.getItem(
                get -> get.tableName(DynamoDbLocalServer.COUNTERS).key(key(window)));
        assertThat(counter.item()).containsEntry(CounterTable.EXPIRES_AT, seconds(moment));
    }

    private void setExpiresAt(WindowRule window, Instant moment) {
        client.updateItem(update -> update.tableName(DynamoDbLocalServer.COUNTERS)
                .key(key(window))
                .updateExpression("SET " + CounterTable.EXPIRES_AT + " = :moment")
                .expressionAttributeValues(Map.of(":moment", seconds(moment))));
    }

    private static AttributeValue seconds(Instant moment) {
        return AttributeValue.fromN(Long.toString(moment.getEpochSecond()));
    }

    private Map<String, AttributeValue> key(WindowRule window) {
        return CounterTable.key(new CounterKey(
                gate.owner().owner(), window.windowAt(gate.clock().instant())));
    }
}
