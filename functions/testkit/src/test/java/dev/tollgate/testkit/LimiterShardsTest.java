package dev.tollgate.testkit;

import static dev.tollgate.testkit.FaultyCounters.Operation.RESERVE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.core.counter.CounterState;
import dev.tollgate.core.limit.Decision;
import dev.tollgate.core.limit.Limiter;
import dev.tollgate.core.limit.OwnerQuotas;
import dev.tollgate.core.quota.Amounts;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.Enforcement;
import dev.tollgate.core.quota.Enforcement.OnQuotaReach;
import dev.tollgate.core.quota.Limits;
import dev.tollgate.core.quota.Quota;
import dev.tollgate.core.quota.WindowLength;
import dev.tollgate.core.quota.WindowUnit;
import dev.tollgate.core.usage.Estimate;
import dev.tollgate.testkit.FaultyCounters.Write;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Windows that are split into several counters. */
class LimiterShardsTest extends LimiterFixture {
    /** What two shards must have at least, each for eight large calls. */
    private static final long TWO_SHARES = 2 * 8 * 294_912;

    private static final Quota TWENTY_CALLS = minute(Dimension.REQUEST_COUNT, 20);
    private static final Quota TOKENS = minute(Dimension.TOTAL_TOKEN_COUNT, TWO_SHARES);

    @Test
    void theShards_admitTheWholeLimit_andNoMore() {
        for (var i = 0; i < 20; i++) {
            admitted(reserve(split(TWENTY_CALLS, 2)));
        }

        var refusal = refused(reserve(split(TWENTY_CALLS, 2))).refusal();

        assertThat(refusal.quota().committed()).isEqualTo(20);
        assertThat(refusal.quota().limit()).isEqualTo(20);
        assertThat(shard(TWENTY_CALLS, 0).committed().requestCount()).isEqualTo(10);
        assertThat(shard(TWENTY_CALLS, 1).committed().requestCount()).isEqualTo(10);
    }

    @Test
    void theShards_admitTheWholeLimit_andNoMore_underConcurrency() throws Exception {
        var calls = minute(Dimension.REQUEST_COUNT, 500);
        try (var threads = Executors.newFixedThreadPool(16)) {
            var parallel = new Limiter(store, clock, new Random(3), threads);
            var plan = split(calls, 8);
            var decisions = threads.invokeAll(Stream.<Callable<Decision>>generate(
                            () -> () -> parallel.reserve(List.of(plan), TEN_TOKENS, leaseUntil()))
                    .limit(600)
                    .toList());
            var admitted = 0;
            for (var decision : decisions) {
                admitted += decision.get() instanceof Decision.Admitted ? 1 : 0;
            }
            assertThat(admitted).isEqualTo(500);
        }
    }

    /** The seed is the test's name; give another one to try more. */
    @ParameterizedTest
    @ValueSource(longs = {20_261_120, 1, 2, 3})
    void aCall_isRefused_onlyWhenItFitsIntoNoShard_andNoShardIsEverOverItsShare(long seed) {
        var calls = new Random(seed);
        var plan = split(minute(Dimension.TOTAL_TOKEN_COUNT, 4 * TWO_SHARES), 8);
        for (var i = 0; i < 300; i++) {
            var tokens = 1 + calls.nextLong(TWO_SHARES / 8);
            var before = shardsOf(plan);

            var decision = reserve(new Estimate(0, tokens), plan);

            var fitted = before.stream().anyMatch(taken -> taken + tokens <= TWO_SHARES / 2);
            assertThat(decision instanceof Decision.Admitted).isEqualTo(fitted);
            assertThat(shardsOf(plan)).allSatisfy(taken -> assertThat(taken).isLessThanOrEqualTo(TWO_SHARES / 2));
            if (decision instanceof Decision.Admitted admitted && calls.nextBoolean()) {
                admitted.reservation().settle(used(0, calls.nextLong(tokens + 1)));
            }
        }
    }

    @Test
    void calls_startAtARandomShard() {
        var plan = split(minute(Dimension.REQUEST_COUNT, 8_000), 8);
        for (var i = 0; i < 800; i++) {
            reserve(plan);
        }

        // 100 each are expected; 50 is more than five standard deviations
        assertThat(IntStream.range(0, 8)
                        .mapToLong(shard -> shard(plan.limits().quotas().getFirst(), shard)
                                .committed()
                                .requestCount())
                        .boxed())
                .allSatisfy(calls -> assertThat(calls).isBetween(50L, 150L));
    }

    @Test
    void settle_goesToTheShardThatAdmitted() {
        for (var i = 0; i < 8; i++) {
            admitted(reserve(split(TOKENS, 2))).reservation().settle(used(4, 1));
        }

        assertThat(shard(TOKENS, 0).used().plus(shard(TOKENS, 1).used())).isEqualTo(tokens(8, 32, 8));
        assertThat(shard(TOKENS, 0).leases()).isEmpty();
        assertThat(shard(TOKENS, 1).leases()).isEmpty();
    }

    @Test
    void aShardThatIsUsedUp_isAskedNoMore() {
        useElsewhere(key(SUBSCRIPTION, TWENTY_CALLS, 0), new Amounts(10, 0, 0, 0, 0));
        var plan = split(TWENTY_CALLS, 2);
        while (store.writes().stream().noneMatch(write -> write.key().shard() == 0)) {
            reserve(plan);
        }
        var before = store.writes().size();

        reserve(plan);
        reserve(plan);

        assertThat(store.writes().subList(before, before + 2))
                .containsOnly(new Write(RESERVE, key(SUBSCRIPTION, TWENTY_CALLS, 1)));
    }

    @Test
    void aWindow_isAskedNoMore_onceEveryShardIsUsedUp() {
        fill(TWENTY_CALLS, new Amounts(10, 0, 0, 0, 0), new Amounts(10, 0, 0, 0, 0));
        var plan = split(TWENTY_CALLS, 2);
        assertThat(refused(reserve(plan)).refusal().retryAfter(clock.instant())).hasSeconds(30);
        var before = store.writes();

        var refusal = refused(reserve(plan)).refusal();

        assertThat(store.writes()).isEqualTo(before);
        assertThat(refusal.used()).isEqualTo(20);
        assertThat(refusal.retryAfter(clock.instant())).hasSeconds(30);
    }

    @Test
    void aShardThatIsAskedTooMuch_isPassedOver() {
        store.fail(throttled, write -> write.key().shard() == 0);
        for (var i = 0; i < 10; i++) {
            admitted(reserve(split(TWENTY_CALLS, 2)));
        }
        assertThat(shard(TWENTY_CALLS, 1).committed().requestCount()).isEqualTo(10);

        assertThat(reserve(split(TWENTY_CALLS, 2))).isEqualTo(new Decision.Undecided(throttled));
    }

    @Test
    void aShardThatDoesNotAnswer_leavesTheCallUndecided() {
        store.fail(unavailable, Write.any());

        assertThat(reserve(split(TWENTY_CALLS, 2))).isEqualTo(new Decision.Undecided(unavailable));

        assertThat(store.writes()).hasSize(1);
    }

    @Test
    void aCallThatIsLargerThanAShare_isToldHowLargeItMayBe() {
        var refusal = refused(reserve(new Estimate(0, TWO_SHARES / 2 + 1), split(TOKENS, 2)))
                .refusal();

        assertThat(refusal.isLargerThanLimit()).isTrue();
        assertThat(refusal.describe(clock.instant()))
                .isEqualTo("This call may use 2359297, but totalTokenCount of plan AIGold is limited to 4718592 in 1"
                        + " min, of which one call may use 2359296: send a shorter prompt or ask for a smaller maximum of"
                        + " completion tokens.");
        assertThat(reserve(new Estimate(0, TWO_SHARES / 2), split(TOKENS, 2))).isInstanceOf(Decision.Admitted.class);
    }

    @Test
    void aCall_isLowered_toTheShardThatHasTheMostLeft() {
        fill(TOKENS, tokens(1, 0, TWO_SHARES / 2 - 10), tokens(1, 0, TWO_SHARES / 2 - 20));
        var plan = plan(Enforcement.STRICT.with(OnQuotaReach.CLAMP), new Limits(List.of(TOKENS), 0, 2));

        assertThat(admitted(reserve(new Estimate(4, 100, 1), plan)).estimate().completionTokens())
                .isEqualTo(16);
        assertThat(shard(TOKENS, 1).committed().totalTokenCount()).isEqualTo(TWO_SHARES / 2);
    }

    /** One shard has no request left, the other no token: neither limit is in the way everywhere, and yet no call fits. */
    @Test
    void aCallThatEveryShardRefusesForAnotherReason_isRefused_untilTheWindowsEnd() {
        var both = requestsAndTokens();
        fill(both, new Amounts(10, 0, 0, 0, 0), tokens(1, 0, TWO_SHARES / 2));

        var refusal = refused(reserve(split(both, 2))).refusal();

        assertThat(refusal.isLargerThanLimit()).isFalse();
        assertThat(refusal.isOfCallsInFlight()).as("no call is in flight").isFalse();
        assertThat(refusal.retryAfter(clock.instant())).hasSeconds(30);
    }

    @Test
    void aCallThatEveryShardRefusesForAnotherReason_mayComeBackSoon_whereOneIsOnlyBusy() {
        var both = requestsAndTokens();
        fill(both, new Amounts(10, 0, 0, 0, 0), Amounts.NONE);
        reserveElsewhere(key(SUBSCRIPTION, both, 1), tokens(1, 0, TWO_SHARES / 2));

        var refusal = refused(reserve(split(both, 2))).refusal();

        assertThat(refusal.isOfCallsInFlight()).isTrue();
        assertThat(refusal.retryAfter(clock.instant())).hasSeconds(1);
    }

    @Test
    void theState_isThatOfTheWholeWindow_asFarAsOneShardTells() {
        var admitted = admitted(reserve(split(TWENTY_CALLS, 2)));

        assertThat(admitted.quotas()).singleElement().satisfies(quota -> {
            assertThat(quota.limit()).isEqualTo(20);
            assertThat(quota.committed()).isEqualTo(2);
        });
    }

    @Test
    void aWindow_isNotSplit_whereALargeCallWouldNotFit() {
        admitted(reserve(split(minute(Dimension.TOTAL_TOKEN_COUNT, 25), 8)));
        admitted(reserve(split(minute(Dimension.TOTAL_TOKEN_COUNT, 25), 8)));

        assertThat(state(minute(Dimension.TOTAL_TOKEN_COUNT, 25)).leases()).hasSize(2);
    }

    private void fill(Quota quota, Amounts first, Amounts second) {
        useElsewhere(key(SUBSCRIPTION, quota, 0), first);
        useElsewhere(key(SUBSCRIPTION, quota, 1), second);
    }

    private CounterState shard(Quota quota, int shard) {
        return state(key(SUBSCRIPTION, quota, shard));
    }

    private List<Long> shardsOf(OwnerQuotas plan) {
        var quota = plan.limits().quotas().getFirst();
        return IntStream.range(0, 8)
                .mapToObj(shard -> shard(quota, shard).committed().totalTokenCount())
                .toList();
    }

    private static Quota requestsAndTokens() {
        return new Quota(
                new WindowLength(1, WindowUnit.MINUTE),
                Map.of(Dimension.REQUEST_COUNT, 20L, Dimension.TOTAL_TOKEN_COUNT, TWO_SHARES));
    }

    private static OwnerQuotas split(Quota quota, int shards) {
        return plan(Enforcement.STRICT, new Limits(List.of(quota), 0, shards));
    }
}
