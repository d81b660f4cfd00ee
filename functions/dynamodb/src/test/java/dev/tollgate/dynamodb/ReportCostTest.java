package dev.tollgate.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.core.counter.CounterKey;
import dev.tollgate.core.counter.Lease;
import dev.tollgate.core.counter.LeaseId;
import dev.tollgate.core.counter.Owner;
import dev.tollgate.core.quota.Amounts;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.Limits;
import dev.tollgate.core.quota.Quota;
import dev.tollgate.core.report.HistoryQuery;
import dev.tollgate.core.report.LimitedOwner;
import dev.tollgate.core.report.UsageReports;
import dev.tollgate.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** How many requests a report costs, whatever else is in the table. */
@ExtendWith(DynamoDbLocalServer.class)
class ReportCostTest {
    private static final Instant TEN = Instant.parse("2026-11-20T10:00:00Z");
    private static final Quota QUOTA = new Quota(Gate.MINUTE, Map.of(Dimension.REQUEST_COUNT, 100L));

    private final Requests requests = new Requests();
    private final UsageReports reports = new UsageReports(
            new DynamoHistory(DynamoDbLocalServer.client(requests), DynamoDbLocalServer.COUNTERS),
            new SettableClock("2026-11-20T10:00:30Z"));
    private final String id = UUID.randomUUID().toString();
    private final Random random = new Random(19);
    private final DynamoCounters counters;

    ReportCostTest(DynamoDbClient client) {
        counters = new DynamoCounters(client, DynamoDbLocalServer.COUNTERS);
    }

    @Test
    void thePresentWindow_isOneGetItem() {
        use(owner("", 1), TEN);

        var usage = reports.current(owner("", 1)).getFirst();

        assertThat(usage.free(Dimension.REQUEST_COUNT)).hasValue(99);
        assertThat(requests.all()).singleElement().isInstanceOf(GetItemRequest.class);
    }

    @Test
    void thePresentWindowOfFourShards_isOneBatch() {
        use(owner("", 4), TEN);

        assertThat(reports.current(owner("", 4))).hasSize(1);

        assertThat(requests.all()).singleElement().isInstanceOf(BatchGetItemRequest.class);
    }

    @Test
    void sixtyWindows_areOneQuery() {
        IntStream.range(0, 100).forEach(minute -> use(owner("", 1), TEN.plus(Duration.ofMinutes(minute))));

        var page = reports.history(
                new HistoryQuery(owner("", 1).owner(), Gate.MINUTE, 1, TEN, TEN.plus(Duration.ofHours(1)), 60));

        assertThat(page.windows()).hasSize(60);
        assertThat(page.next()).isEmpty();
        assertThat(requests.all()).singleElement().isInstanceOf(QueryRequest.class);
    }

    @Test
    void aPage_readsNoFurtherThanItsNext() {
        IntStream.range(0, 100).forEach(minute -> use(owner("", 1), TEN.plus(Duration.ofMinutes(minute))));

        var page = reports.history(
                new HistoryQuery(owner("", 1).owner(), Gate.MINUTE, 1, TEN, TEN.plus(Duration.ofDays(30)), 60));

        assertThat(page.next()).contains(TEN.plus(Duration.ofHours(1)));
        assertThat(requests.all())
                .singleElement()
                .isInstanceOfSatisfying(
                        QueryRequest.class, query -> assertThat(query.limit()).isEqualTo(61));
    }

    @Test
    void aHundredOwners_areOneBatch() {
        var owners = IntStream.range(0, 250)
                .mapToObj(number -> owner("-" + number, 1))
                .toList();
        use(owners.getLast(), TEN);

        var usages = reports.at(TEN, Gate.MINUTE, owners);

        assertThat(usages).hasSize(250);
        assertThat(usages.getLast().used(Dimension.REQUEST_COUNT)).isEqualTo(1);
        assertThat(requests.all()).hasSize(3).hasOnlyElementsOfType(BatchGetItemRequest.class);
    }

    private LimitedOwner owner(String suffix, int shards) {
        return new LimitedOwner(new Owner.OfSubscription(id + suffix), new Limits(List.of(QUOTA), 0, shards));
    }

    private void use(LimitedOwner owner, Instant moment) {
        var key = new CounterKey(owner.owner(), Gate.MINUTE.windowAt(moment));
        var lease = new Lease(LeaseId.next(random), TEN.plus(Duration.ofDays(1)), new Amounts(1, 2, 3, 5, 0));
        counters.reserve(key, lease, Map.of());
        counters.settle(key, lease, lease.reserved());
    }
}
