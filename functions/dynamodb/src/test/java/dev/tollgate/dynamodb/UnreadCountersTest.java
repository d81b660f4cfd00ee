package dev.tollgate.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tollgate.core.counter.CounterKey;
import dev.tollgate.core.counter.Lease;
import dev.tollgate.core.counter.LeaseId;
import dev.tollgate.core.counter.Owner;
import dev.tollgate.core.quota.Amounts;
import dev.tollgate.core.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** DynamoDB may leave a part of a batch unread, and says which. */
@ExtendWith(DynamoDbLocalServer.class)
class UnreadCountersTest {
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:30Z");

    private final String id = UUID.randomUUID().toString();
    private final List<CounterKey> keys = IntStream.range(0, 20)
            .mapToObj(number -> new CounterKey(new Owner.OfSubscription(id + number), Gate.MINUTE.windowAt(NOW)))
            .toList();

    UnreadCountersTest(DynamoDbClient client) {
        var counters = new DynamoCounters(client, DynamoDbLocalServer.COUNTERS);
        var random = new Random(23);
        keys.forEach(key -> counters.reserve(
                key, new Lease(LeaseId.next(random), NOW.plus(Duration.ofMinutes(16)), Amounts.ONE_REQUEST), Map.of()));
    }

    @Test
    void whatIsLeftUnread_isAskedForAgain() {
        assertThat(reading(7).read(keys)).containsOnlyKeys(keys);
    }

    @Test
    void aTableThatReadsNothing_isThrottled() {
        assertThatThrownBy(() -> reading(0).read(keys)).isInstanceOf(StoreException.Throttled.class);
    }

    private static DynamoHistory reading(int items) {
        return new DynamoHistory(DynamoDbLocalServer.client(new Reading(items)), DynamoDbLocalServer.COUNTERS);
    }

    /** Passes some items of a batch, and calls the others unread. */
    private record Reading(int items) implements ExecutionInterceptor {
        @Override
        public SdkResponse modifyResponse(Context.ModifyResponse context, ExecutionAttributes attributes) {
            if (!(context.request() instanceof BatchGetItemRequest)) {
                return context.response();
            }
            var response = (BatchGetItemResponse) context.response();
            var all = response.responses().getOrDefault(DynamoDbLocalServer.COUNTERS, List.of());
            var read = Math.min(items, all.size());
            var unread = all.stream().skip(read).map(CounterTable::keyOf).toList();
            return response.toBuilder()
                    .responses(Map.of(DynamoDbLocalServer.COUNTERS, all.subList(0, read)))
                    .unprocessedKeys(
                            unread.isEmpty()
                                    ? Map.of()
                                    : Map.of(
                                            DynamoDbLocalServer.COUNTERS,
                                            KeysAndAttributes.builder()
                                                    .keys(unread)
                                                    .build()))
                    .build();
        }
    }
}
