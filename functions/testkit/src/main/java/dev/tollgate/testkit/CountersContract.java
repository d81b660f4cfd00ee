package dev.tollgate.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.core.counter.CounterKey;
import dev.tollgate.core.counter.CounterState;
import dev.tollgate.core.counter.Counters;
import dev.tollgate.core.counter.Lease;
import dev.tollgate.core.counter.LeaseId;
import dev.tollgate.core.counter.Owner;
import dev.tollgate.core.counter.ReserveOutcome;
import dev.tollgate.core.quota.Amounts;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.InFlight;
import dev.tollgate.core.quota.WindowLength;
import dev.tollgate.core.quota.WindowUnit;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every store of counters must do. A subclass says which store. */
public abstract class CountersContract {
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:30Z");
    private static final Amounts RESERVED = new Amounts(1, 20, 30, 50, 700);
    private static final Map<Dimension, Long> NO_LIMIT = Map.of();

    private final Random random = new Random(7);
    private final CounterKey key = new CounterKey(
            new Owner.OfSubscription(UUID.randomUUID().toString()),
            new WindowLength(1, WindowUnit.MINUTE).windowAt(NOW));

    /** The store under test. May be shared: every test counts for an owner of its own. */
    protected abstract Counters counters();

    @Test
    void reserve_booksTheAmountsAndSetsTheLease() {
        var lease = lease(RESERVED);

        var outcome = counters().reserve(key, lease, Map.of(Dimension.TOTAL_TOKEN_COUNT, 50L));

        var expected = new CounterState(RESERVED, Amounts.NONE, 0, List.of(lease));
        assertThat(outcome).isEqualTo(new ReserveOutcome.Reserved(expected));
        assertThat(counters().read(key)).contains(expected);
    }

    @Test
    void read_isEmpty_whereNothingWasCounted() {
        assertThat(counters().read(key)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void reserve_refuses_whenOneDimensionAloneIsFull(Dimension dimension) {
        var limits = Map.of(dimension, RESERVED.of(dimension) * 2);
        var first = lease(RESERVED);
        var second = lease(RESERVED);
        counters().reserve(key, first, limits);
        counters().reserve(key, second, limits);

        var outcome = counters().reserve(key, lease(RESERVED), limits);

        assertThat(outcome).isInstanceOf(ReserveOutcome.Refused.class);
        assertThat(outcome.state().committed()).isEqualTo(RESERVED.plus(RESERVED));
        assertThat(outcome.state().used()).isEqualTo(Amounts.NONE);
        assertThat(outcome.state().leases()).containsExactlyInAnyOrder(first, second);
        assertThat(counters().read(key)).contains(outcome.state());
    }

    @Test
    void reserve_refusesAnEmptyCounter_whenTheAmountIsAboveTheLimit() {
        var outcome = counters().reserve(key, lease(RESERVED), Map.of(Dimension.TOTAL_TOKEN_COUNT, 49L));

        assertThat(outcome).isEqualTo(new ReserveOutcome.Refused(CounterState.EMPTY));
        assertThat(counters().read(key)).isEmpty();
    }

    @Test
    void reserve_countsBeyondEveryFigure_whenNothingIsLimited() {
        counters().reserve(key, lease(RESERVED), NO_LIMIT);

        var outcome = counters().reserve(key, lease(RESERVED), NO_LIMIT);

        assertThat(outcome.state().committed()).isEqualTo(RESERVED.plus(RESERVED));
    }

    @Test
    void reserve_countsOnce_whenSentTwice() {
        var lease = lease(RESERVED);
        var limits = Map.of(Dimension.TOTAL_TOKEN_COUNT, 50L);
        var first = counters().reserve(key, lease, limits);

        var second = counters().reserve(key, lease, limits);

        assertThat(second).isEqualTo(first).isInstanceOf(ReserveOutcome.Reserved.class);
    }

    @Test
    void settle_replacesTheReservationByWhatWasUsed() {
        var lease = lease(RESERVED);
        var used = new Amounts(1, 18, 5, 23, 210);
        counters().reserve(key, lease, NO_LIMIT);

        assertThat(counters().settle(key, lease, used)).isTrue();

        assertThat(counters().read(key)).contains(new CounterState(used, used, 0, List.of()));
    }

    @Test
    void settle_booksMoreThanWasReserved_whenMoreWasUsed() {
        var lease = lease(RESERVED);
        var used = new Amounts(1, 200, 300, 500, 7_000);
        counters().reserve(key, lease, NO_LIMIT);

        counters().settle(key, lease, used);

        assertThat(counters().read(key)).contains(new CounterState(used, used, 0, List.of()));
    }

    @Test
    void settle_countsOnce_whenSentTwice() {
        var lease = lease(RESERVED);
        counters().reserve(key, lease, NO_LIMIT);
        counters().settle(key, lease, RESERVED);

        assertThat(counters().settle(key, lease, RESERVED)).isFalse();

        assertThat(counters().read(key)).contains(new CounterState(RESERVED, RESERVED, 0, List.of()));
    }

    @Test
    void settle_changesNothing_whereNothingWasReserved() {
        assertThat(counters().settle(key, lease(RESERVED), RESERVED)).isFalse();

        assertThat(counters().read(key)).isEmpty();
    }

    @Test
    void release_givesEverythingBack_andNothingOfOthers() {
        var mine = lease(RESERVED);
        var other = lease(RESERVED);
        counters().reserve(key, mine, NO_LIMIT);
        counters().reserve(key, other, NO_LIMIT);

        assertThat(counters().release(key, mine)).isTrue();
        assertThat(counters().release(key, mine)).isFalse();

        assertThat(counters().read(key)).contains(new CounterState(RESERVED, Amounts.NONE, 0, List.of(other)));
    }

    @Test
    void expire_turnsTheReservationIntoUse_andALateSettleChangesNothing() {
        var lease = lease(RESERVED);
        counters().reserve(key, lease, NO_LIMIT);

        assertThat(counters().expire(key, lease)).isTrue();
        assertThat(counters().expire(key, lease)).isFalse();
        assertThat(counters().settle(key, lease, new Amounts(1, 1, 1, 2, 0))).isFalse();
        assertThat(counters().release(key, lease)).isFalse();

        assertThat(counters().read(key)).contains(new CounterState(RESERVED, RESERVED, 1, List.of()));
    }

    @Test
    void theCallsInFlight_areCountedWhateverTheTime() {
        var limits = Map.of(Dimension.REQUEST_COUNT, 1L);
        var first = lease(Amounts.ONE_REQUEST);
        var inFlight = new CounterKey(key.owner(), new InFlight().windowAt(NOW));
        var later = new CounterKey(key.owner(), new InFlight().windowAt(NOW.plus(Duration.ofDays(400))));
        counters().reserve(inFlight, first, limits);

        assertThat(counters().reserve(later, lease(Amounts.ONE_REQUEST), limits))
                .isInstanceOf(ReserveOutcome.Refused.class);
        counters().release(later, first);

        assertThat(counters().reserve(later, lease(Amounts.ONE_REQUEST), limits))
                .isInstanceOf(ReserveOutcome.Reserved.class);
    }

    @Test
    void windowsOfDifferentLengthOwnerOrShard_areCountedApart() {
        var hour = new CounterKey(key.owner(), new WindowLength(1, WindowUnit.HOUR).windowAt(NOW));
        var backend = new CounterKey(new Owner.OfBackend(key.owner().id()), key.window());
        var route = new CounterKey(Owner.OfResource.route(key.owner().id(), "POST /v1/embeddings"), key.window());
        var shard = new CounterKey(key.owner(), key.window(), 1);
        var next = new CounterKey(key.owner(), key.window().rule().windowAt(NOW.plusSeconds(60)));

        counters().reserve(key, lease(RESERVED), NO_LIMIT);

        assertThat(counters().read(hour)).isEmpty();
        assertThat(counters().read(backend)).isEmpty();
        assertThat(counters().read(route)).isEmpty();
        assertThat(counters().read(shard)).isEmpty();
        assertThat(counters().read(next)).isEmpty();
    }

    @Test
    void reserve_admitsExactlyWhatFits_underConcurrency() throws Exception {
        var limits = new EnumMap<Dimension, Long>(Map.of(Dimension.TOTAL_TOKEN_COUNT, 1_030L));
        var leases = IntStream.range(0, 100).mapToObj(_ -> lease(RESERVED)).toList();

        try (var threads = Executors.newFixedThreadPool(16)) {
            var outcomes = threads.invokeAll(leases.stream()
                    .<Callable<ReserveOutcome>>map(lease -> () -> counters().reserve(key, lease, limits))
                    .toList());
            var admitted = 0;
            for (var outcome : outcomes) {
                admitted += outcome.get() instanceof ReserveOutcome.Reserved ? 1 : 0;
            }
            assertThat(admitted).isEqualTo(20);
        }

        assertThat(counters().read(key).orElseThrow().committed().totalTokenCount())
                .isEqualTo(1_000);
    }

    private Lease lease(Amounts reserved) {
        return new Lease(LeaseId.next(random), NOW.plus(Duration.ofMinutes(16)), reserved);
    }
}
