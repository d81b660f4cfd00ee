package dev.tollgate.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tollgate.core.counter.CounterKey;
import dev.tollgate.core.counter.CounterState;
import dev.tollgate.core.counter.Lease;
import dev.tollgate.core.counter.LeaseId;
import dev.tollgate.core.counter.Owner;
import dev.tollgate.core.counter.ReserveOutcome;
import dev.tollgate.core.quota.Amounts;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.WindowLength;
import dev.tollgate.core.quota.WindowUnit;
import dev.tollgate.core.store.StoreException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What the SDK sends twice is counted once. */
@ExtendWith(DynamoDbLocalServer.class)
class LostReplyTest {
    private static final String TABLE = "lost-replies";
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:30Z");
    private static final Amounts RESERVED = new Amounts(1, 20, 30, 50);
    private static final Amounts USED = new Amounts(1, 18, 5, 23);
    private static final Map<Dimension, Long> ROOM_FOR_ONE = Map.of(Dimension.TOTAL_TOKEN_COUNT, 50L);

    private final LostReplies replies = new LostReplies();
    private final DynamoDbClient client;
    private final DynamoCounters counters;
    private final CounterKey key = new CounterKey(
            new Owner.OfSubscription(UUID.randomUUID().toString()),
            new WindowLength(1, WindowUnit.MINUTE).windowAt(NOW));
    private final Lease lease = new Lease(LeaseId.next(new Random()), NOW.plusSeconds(900), RESERVED);

    LostReplyTest(DynamoDbClient reliable) {
        client = DynamoDbLocalServer.client(replies);
        Tables.createCounters(reliable, TABLE);
        counters = new DynamoCounters(client, TABLE);
    }

    @RepeatedTest(20)
    void reserveAndSettle_countOnce_whenTheirRepliesAreLost() {
        replies.lose(1);
        assertThat(counters.reserve(key, lease, ROOM_FOR_ONE)).isInstanceOf(ReserveOutcome.Reserved.class);
        assertThat(counters.read(key)).contains(new CounterState(RESERVED, Amounts.NONE, 0, List.of(lease)));

        replies.lose(1);
        counters.settle(key, lease, USED);

        assertThat(counters.read(key)).contains(new CounterState(USED, USED, 0, List.of()));
    }

    @Test
    void reserve_isUnknown_whenEveryReplyIsLost_andReleaseGivesItBack() {
        replies.lose(3);

        assertThatThrownBy(() -> counters.reserve(key, lease, ROOM_FOR_ONE)).isInstanceOf(StoreException.Unknown.class);

        assertThat(counters.release(key, lease)).isTrue();
        assertThat(counters.read(key)).contains(CounterState.EMPTY);
    }

    /** Why a plain ADD would not do. */
    @Test
    void aPlainAdd_countsTwice_whenItsReplyIsLost() {
        replies.lose(1);

        client.updateItem(update -> update.tableName(TABLE)
                .key(CounterTable.key(key))
                .updateExpression("ADD t :t")
                .expressionAttributeValues(Map.of(":t", AttributeValue.fromN("100"))));

        assertThat(counters.read(key).orElseThrow().committed().totalTokenCount())
                .isEqualTo(200);
    }
}
