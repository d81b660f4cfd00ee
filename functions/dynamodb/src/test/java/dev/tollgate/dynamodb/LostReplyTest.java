package dev.tollgate.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.core.counter.CounterKey;
import dev.tollgate.core.counter.CounterState;
import dev.tollgate.core.counter.Owner;
import dev.tollgate.core.limit.Decision;
import dev.tollgate.core.limit.Settlement;
import dev.tollgate.core.quota.Amounts;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.Limits;
import dev.tollgate.core.quota.OnStoreFailure;
import dev.tollgate.core.quota.Quota;
import dev.tollgate.core.store.StoreException;
import dev.tollgate.core.usage.Estimate;
import dev.tollgate.core.usage.Usage;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What is sent again because a reply was lost is counted once. */
@ExtendWith(DynamoDbLocalServer.class)
@Timeout(60)
class LostReplyTest {
    private static final int THREADS = 8;
    private static final int RUNS = 200 / THREADS;
    private static final int ALL_ATTEMPTS = 3;

    private static final Estimate CALL = new Estimate(20, 30);
    private static final Amounts RESERVED = Gate.TARIFF.most(CALL);
    private static final Usage USAGE = new Usage(18, 5, 23, 0, 0, 0, Usage.Source.PROVIDER);
    private static final CounterState USED_ONCE = Outcomes.used(1, Gate.TARIFF.of(USAGE));
    private static final Quota ROOM_FOR_ONE = new Quota(Gate.MINUTE, Map.of(Dimension.TOTAL_TOKEN_COUNT, 50L));

    private final LostReplies replies = new LostReplies();
    private final DynamoDbClient client = DynamoDbLocalServer.client(replies);

    /** A plain ADD shows that the replies are lost, and why it would not do. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aCallCountsOnce_whereAPlainAddCountsAgain(int lost) throws Exception {
        Threads.each(THREADS, RUNS, () -> {
            var gate = gate(OnStoreFailure.DENY);

            replies.lose(lost);
            var reservation = Outcomes.checked(gate.reserve(CALL));
            assertThat(gate.counted(ROOM_FOR_ONE).committed()).isEqualTo(RESERVED);

            replies.lose(lost);
            assertThat(reservation.settle(USAGE)).isEqualTo(Settlement.DONE);
            assertThat(gate.counted(ROOM_FOR_ONE)).isEqualTo(USED_ONCE);

            replies.lose(lost);
            assertThat(addPlainly(gate)).isEqualTo(1 + lost);
        });
    }

    @Test
    void reserve_isUndecided_whenAllRepliesAreLost_andGivesBack() throws Exception {
        Threads.each(THREADS, RUNS, () -> {
            var gate = gate(OnStoreFailure.DENY);

            replies.lose(ALL_ATTEMPTS);
            var decision = gate.reserve(CALL);

            assertThat(causeOf(decision)).isInstanceOf(StoreException.Unknown.class);
            assertThat(gate.counted(ROOM_FOR_ONE)).isEqualTo(CounterState.EMPTY);
        });
    }

    @Test
    void aCallThatPassesAllTheSame_countsOnce_whenAllRepliesToReserveAreLost() throws Exception {
        Threads.each(THREADS, RUNS, () -> {
            var gate = gate(OnStoreFailure.ALLOW);

            replies.lose(ALL_ATTEMPTS);
            var reservation = Outcomes.unchecked(gate.reserve(CALL));
            assertThat(gate.counted(ROOM_FOR_ONE).committed()).isEqualTo(RESERVED);

            assertThat(reservation.settle(USAGE)).isEqualTo(Settlement.DONE);
            assertThat(gate.counted(ROOM_FOR_ONE)).isEqualTo(USED_ONCE);
        });
    }

    /** The reservation tries three times what the SDK tries three times. */
    @ParameterizedTest
    @ValueSource(ints = {ALL_ATTEMPTS, 3 * ALL_ATTEMPTS})
    void settle_countsOnce_whenAllRepliesAreLost(int lost) throws Exception {
        Threads.each(THREADS, RUNS, () -> {
            var gate = gate(OnStoreFailure.DENY);
            var reservation = Outcomes.checked(gate.reserve(CALL));

            replies.lose(lost);
            var settlement = reservation.settle(USAGE);

            assertThat(settlement).isEqualTo(lost == ALL_ATTEMPTS ? Settlement.DONE : Settlement.STORE_FAILED);
            assertThat(gate.counted(ROOM_FOR_ONE)).isEqualTo(USED_ONCE);
        });
    }

    @Test
    void release_givesBackOnce_whenAllRepliesAreLost() throws Exception {
        Threads.each(THREADS, RUNS, () -> {
            var gate = gate(OnStoreFailure.DENY);
            var reservation = Outcomes.checked(gate.reserve(CALL));

            replies.lose(ALL_ATTEMPTS);

            assertThat(reservation.release()).isEqualTo(Settlement.DONE);
            assertThat(gate.counted(ROOM_FOR_ONE)).isEqualTo(CounterState.EMPTY);
        });
    }

    private Gate gate(OnStoreFailure onStoreFailure) {
        return Gate.of(client, Limits.of(ROOM_FOR_ONE), onStoreFailure);
    }

    private static StoreException causeOf(Decision decision) {
        assertThat(decision).isInstanceOf(Decision.Undecided.class);
        return ((Decision.Undecided) decision).cause();
    }

    /** Adds 1 to a new counter, and says what it came to. */
    private long addPlainly(Gate gate) {
        var owner = new Owner.OfSubscription(UUID.randomUUID().toString());
        var key = new CounterKey(owner, Gate.MINUTE.windowAt(gate.clock().instant()));
        client.updateItem(update -> update.tableName(DynamoDbLocalServer.COUNTERS)
                .key(CounterTable.key(key))
                .updateExpression("ADD r :r")
                .expressionAttributeValues(Map.of(":r", AttributeValue.fromN("1"))));
        return gate.counters().read(key).orElseThrow().committed().requestCount();
    }
}
