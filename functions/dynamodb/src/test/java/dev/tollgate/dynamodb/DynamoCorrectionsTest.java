package dev.tollgate.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tollgate.core.counter.CorrectionId;
import dev.tollgate.core.counter.CounterCorrections;
import dev.tollgate.core.counter.CounterKey;
import dev.tollgate.core.counter.Counters;
import dev.tollgate.core.counter.Owner;
import dev.tollgate.core.quota.Amounts;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.store.StoreException;
import dev.tollgate.testkit.CorrectionsContract;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@ExtendWith(DynamoDbLocalServer.class)
class DynamoCorrectionsTest extends CorrectionsContract {
    private final DynamoDbClient client;

    DynamoCorrectionsTest(DynamoDbClient client) {
        this.client = client;
    }

    @Override
    protected Counters counters() {
        return new DynamoCounters(client, DynamoDbLocalServer.COUNTERS);
    }

    @Override
    protected CounterCorrections corrections() {
        return new DynamoCorrections(client, DynamoDbLocalServer.COUNTERS);
    }

    /** What is used beside it is not known: nothing is forgiven rather than too little. */
    @Test
    void reset_changesNothing_besideALeaseOfAnotherVersion() {
        var window = Gate.MINUTE.windowAt(Instant.parse("2026-11-20T10:00:30Z"));
        var key = new CounterKey(new Owner.OfSubscription(UUID.randomUUID().toString()), window);
        var lease = SdkBytes.fromByteArray(new byte[] {1, 2, 3, 4, 5, 6, 0x30, 0});
        client.updateItem(update -> update.tableName(DynamoDbLocalServer.COUNTERS)
                .key(CounterTable.key(key))
                .updateExpression("ADD r :r, l :l")
                .expressionAttributeValues(
                        Map.of(":r", AttributeValue.fromN("5"), ":l", AttributeValue.fromBs(List.of(lease)))));

        assertThatThrownBy(() -> corrections().reset(key, new CorrectionId("reset-it")))
                .isInstanceOf(StoreException.Unavailable.class);

        assertThat(counters().read(key).orElseThrow().charged(Dimension.REQUEST_COUNT))
                .isEqualTo(5);
        assertThat(corrections()
                        .topUp(key, new CorrectionId("top-it-up"), Amounts.ONE_REQUEST)
                        .state()
                        .charged(Dimension.REQUEST_COUNT))
                .isEqualTo(4);
    }
}
