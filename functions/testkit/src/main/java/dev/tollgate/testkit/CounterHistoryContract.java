package dev.tollgate.testkit;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.core.counter.CounterHistory;
import dev.tollgate.core.counter.CounterKey;
import dev.tollgate.core.counter.CounterState;
import dev.tollgate.core.counter.Counters;
import dev.tollgate.core.counter.Lease;
import dev.tollgate.core.counter.LeaseId;
import dev.tollgate.core.counter.Owner;
import dev.tollgate.core.quota.Amounts;
import dev.tollgate.core.quota.InFlight;
import dev.tollgate.core.quota.WindowLength;
import dev.tollgate.core.quota.WindowUnit;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store of counters must tell reports. A subclass says which store. */
public abstract class CounterHistoryContract {
    private static final Instant TEN = Instant.parse("2026-11-20T10:00:00Z");
    private static final WindowLength MINUTE = new WindowLength(1, WindowUnit.MINUTE);
    private static final int ALL = 1_000;

    private final Random random = new Random(13);
    private final Owner owner = new Owner.OfSubscription(UUID.randomUUID().toString());

    /** The store under test. May be shared: every test counts for an owner of its own. */
    protected abstract Counters counters();

    /** Reads the same counters. */
    protected abstract CounterHistory history();

    @Test
    void read_findsManyCounters_andLeavesOutThoseThatCountedNothing() {
        var keys = IntStream.range(0, 230)
                .mapToObj(number -> minute(new Owner.OfSubscription(owner.id() + "-" + number), TEN, 0))
                .toList();
        var counted = keys.subList(15, 225);
        counted.forEach(key -> use(key, number(key)));

        assertThat(history().read(keys))
                .isEqualTo(counted.stream().collect(toMap(key -> key, key -> used(number(key)))));
    }

    @Test
    void read_findsOneCounter_orNone_orThatOfTheCallsInFlight() {
        var key = minute(owner, TEN, 0);
        var inFlight = new CounterKey(owner, new InFlight().windowAt(TEN));
        use(key, 3);
        use(inFlight, 4);

        assertThat(history().read(List.of(key, key))).isEqualTo(Map.of(key, used(3)));
        assertThat(history().read(List.of(inFlight))).isEqualTo(Map.of(inFlight, used(4)));
        assertThat(history().read(List.of(minute(owner, TEN, 1)))).isEmpty();
        assertThat(history().read(List.of())).isEmpty();
    }

    @Test
    void windows_areThoseThatStartBetweenTwoMoments_inOrder() {
        IntStream.of(3, 0, 61, 2, 9, 1).forEach(minute -> use(minute(owner, minutes(minute), 0), minute + 1));

        var windows = history().windows(owner, MINUTE, 0, minutes(1), minutes(9), ALL);

        assertThat(windows.keySet()).containsExactly(minutes(1), minutes(2), minutes(3));
        assertThat(windows).containsEntry(minutes(2), used(3));
    }

    @Test
    void windows_startWhereTheySay_toTheFractionOfASecond() {
        var second = new WindowLength(1, WindowUnit.SECOND);
        IntStream.range(0, 4).forEach(i -> use(new CounterKey(owner, second.windowAt(TEN.plusSeconds(i))), 1));

        assertThat(history()
                        .windows(owner, second, 0, TEN.plusNanos(1), TEN.plusNanos(2_000_000_001), ALL)
                        .keySet())
                .containsExactly(TEN.plusSeconds(1), TEN.plusSeconds(2));
        assertThat(history().windows(owner, second, 0, TEN, TEN, ALL)).isEmpty();
        assertThat(history().windows(owner, second, 0, Instant.MIN, Instant.MAX, ALL))
                .hasSize(4);
    }

    @Test
    void windows_areTheEarliest_whereThereAreMore() {
        IntStream.range(0, 5).forEach(minute -> use(minute(owner, minutes(minute), 0), 1));

        assertThat(history()
                        .windows(owner, MINUTE, 0, minutes(1), minutes(5), 2)
                        .keySet())
                .containsExactly(minutes(1), minutes(2));
    }

    @Test
    void windows_areOfOneLengthOneShardAndOneOwner() {
        var berlin = new WindowLength(1, WindowUnit.DAY, ZoneId.of("Europe/Berlin"));
        use(minute(owner, TEN, 0), 1);
        use(minute(owner, TEN, 1), 2);
        use(new CounterKey(owner, new WindowLength(11, WindowUnit.MINUTE).windowAt(TEN)), 3);
        use(new CounterKey(owner, berlin.windowAt(TEN)), 4);
        use(new CounterKey(owner, new InFlight().windowAt(TEN)), 5);
        use(minute(new Owner.OfBackend(owner.id()), TEN, 0), 6);

        assertThat(history().windows(owner, MINUTE, 0, Instant.EPOCH, Instant.MAX, ALL))
                .isEqualTo(Map.of(TEN, used(1)));
        assertThat(history().windows(owner, MINUTE, 1, Instant.EPOCH, Instant.MAX, ALL))
                .isEqualTo(Map.of(TEN, used(2)));
        assertThat(history().windows(owner, berlin, 0, Instant.EPOCH, Instant.MAX, ALL))
                .isEqualTo(Map.of(Instant.parse("2026-11-19T23:00:00Z"), used(4)));
    }

    private static Instant minutes(int afterTen) {
        return TEN.plus(Duration.ofMinutes(afterTen));
    }

    private static CounterKey minute(Owner owner, Instant moment, int shard) {
        return new CounterKey(owner, MINUTE.windowAt(moment), shard);
    }

    private static long number(CounterKey key) {
        return 1 + Long.parseLong(key.owner().id().substring(key.owner().id().lastIndexOf('-') + 1));
    }

    private static CounterState used(long tokens) {
        var used = new Amounts(1, tokens, 0, tokens, 0);
        return new CounterState(used, used, 0, List.of());
    }

    private void use(CounterKey key, long tokens) {
        var lease = new Lease(LeaseId.next(random), TEN.plus(Duration.ofDays(1)), new Amounts(1, tokens, 0, tokens, 0));
        counters().reserve(key, lease, Map.of());
        counters().settle(key, lease, lease.reserved());
    }
}
