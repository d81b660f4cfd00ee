package dev.tollgate.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tollgate.core.counter.CorrectionId;
import dev.tollgate.core.counter.CounterKey;
import dev.tollgate.core.counter.Lease;
import dev.tollgate.core.counter.LeaseId;
import dev.tollgate.core.counter.Owner;
import dev.tollgate.core.limit.Decision;
import dev.tollgate.core.limit.DryRun;
import dev.tollgate.core.limit.Forecast;
import dev.tollgate.core.limit.Limiter;
import dev.tollgate.core.limit.OwnerQuotas;
import dev.tollgate.core.limit.Refusal;
import dev.tollgate.core.quota.Accounting;
import dev.tollgate.core.quota.Amounts;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.Enforcement;
import dev.tollgate.core.quota.Enforcement.OnQuotaReach;
import dev.tollgate.core.quota.Limits;
import dev.tollgate.core.quota.Quota;
import dev.tollgate.core.quota.WindowLength;
import dev.tollgate.core.quota.WindowUnit;
import dev.tollgate.core.usage.Estimate;
import dev.tollgate.core.usage.Price;
import dev.tollgate.core.usage.Tariff;
import dev.tollgate.core.usage.TokenWeights;
import dev.tollgate.testkit.model.Seeds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A dry run says what the limiter then does, and changes nothing. */
class DryRunTest extends LimiterFixture {
    private static final int CASES = 1_000;

    private final DryRun dryRun = new DryRun(counters, clock);

    @Test
    void theVerdict_isTheLimiters_inEveryState() {
        var admitted = 0;
        var lowered = 0;
        for (var seed : Seeds.upTo(CASES).toArray()) {
            var drawn = new Drawn(new SplittableRandom(seed));
            var writes = drawn.store.writes();
            var forecast = drawn.forecast();
            assertThat(drawn.store.writes()).isEqualTo(writes);
            var decision = drawn.decision();

            assertThat(said(forecast)).as("seed %d", seed).isEqualTo(done(decision));
            admitted += forecast.isAdmitted() ? 1 : 0;
            lowered += forecast.isAdmitted() && !forecast.estimate().equals(drawn.estimate) ? 1 : 0;
        }

        if (Seeds.isSingle()) {
            return;
        }
        assertThat(admitted).isBetween(CASES / 10, CASES * 9 / 10);
        assertThat(lowered).isPositive();
    }

    private record Said(boolean isAdmitted, Estimate estimate, List<Refusal> refusal) {}

    private static Said said(Forecast forecast) {
        return new Said(
                forecast.isAdmitted(),
                forecast.isAdmitted() ? forecast.estimate() : Estimate.NO_TOKENS,
                forecast.refusal().stream().toList());
    }

    private static Said done(Decision decision) {
        return switch (decision) {
            case Decision.Admitted admission -> new Said(true, admission.estimate(), List.of());
            case Decision.Refused refusal -> new Said(false, Estimate.NO_TOKENS, List.of(refusal.refusal()));
            case Decision.Undecided(var cause) -> throw new AssertionError("nothing failed", cause);
        };
    }

    @Test
    void everyLimit_isShown_alsoThoseBehindTheOneThatRefuses() {
        var small = minute(Dimension.TOTAL_TOKEN_COUNT, 12);
        var large = minute(Dimension.REQUEST_COUNT, 5);
        useElsewhere(key(SUBSCRIPTION, small), tokens(1, 2, 1));

        var forecast = dryRun.of(List.of(plan(small), backend(Enforcement.STRICT, large)), TEN_TOKENS);

        assertThat(forecast.refusal().orElseThrow().quota().owner()).isEqualTo(SUBSCRIPTION);
        assertThat(forecast.rooms())
                .extracting(room -> room.quota().remaining(), room -> room.needed(), room -> room.fits())
                .containsExactly(tuple(9L, 10L, false), tuple(5L, 1L, true));
    }

    @Test
    void countedAfterwards_aCallFits_whileAnythingIsLeft() {
        var quota = minute(Dimension.TOTAL_TOKEN_COUNT, 12);
        var plan = plan(Enforcement.STRICT.with(Accounting.COUNT_AFTER), quota);
        useElsewhere(key(SUBSCRIPTION, quota), tokens(1, 11, 0));

        assertThat(dryRun.of(List.of(plan), TEN_TOKENS).isAdmitted()).isTrue();

        useElsewhere(key(SUBSCRIPTION, quota), tokens(1, 1, 0));
        assertThat(dryRun.of(List.of(plan), TEN_TOKENS).isAdmitted()).isFalse();
    }

    @Test
    void whatDoesNotFit_isTold_whereNothingIsStopped() {
        var quota = minute(Dimension.TOTAL_TOKEN_COUNT, 5);

        var forecast = dryRun.of(List.of(plan(Enforcement.STRICT.with(OnQuotaReach.PASS), quota)), TEN_TOKENS);

        assertThat(forecast.isAdmitted()).isTrue();
        assertThat(forecast.rooms().getFirst().fits()).isFalse();
        assertThat(forecast.rooms().getFirst().stops()).isFalse();
    }

    @Test
    void ofShards_oneMustHoldTheCall() {
        var quota = minute(Dimension.REQUEST_COUNT, 16);
        var plan = plan(Enforcement.STRICT, new Limits(List.of(quota), 0, 2));
        useElsewhere(key(SUBSCRIPTION, quota, 0), tokens(8, 0, 0));

        assertThat(dryRun.of(List.of(plan), TEN_TOKENS).isAdmitted()).isTrue();

        useElsewhere(key(SUBSCRIPTION, quota, 1), tokens(8, 0, 0));
        var full = dryRun.of(List.of(plan), TEN_TOKENS);
        assertThat(full.isAdmitted()).isFalse();
        assertThat(full.rooms().getFirst().largestCall()).isEqualTo(8);
    }

    /** A plan, a provider, what is counted of them, and a call. */
    private final class Drawn {
        private static final List<WindowLength> WINDOWS = List.of(
                new WindowLength(10, WindowUnit.SECOND),
                new WindowLength(1, WindowUnit.MINUTE),
                new WindowLength(1, WindowUnit.DAY));

        private final SplittableRandom drawn;
        private final InMemoryCounters store = new InMemoryCounters();
        private final List<OwnerQuotas> owners;
        private final Estimate estimate;

        Drawn(SplittableRandom drawn) {
            this.drawn = drawn;
            this.owners =
                    List.of(owner(SUBSCRIPTION), owner(BACKEND), owner(Owner.OfResource.model("openai", "gpt-5")));
            use();
            this.estimate = estimate(100);
        }

        Forecast forecast() {
            return new DryRun(store, clock).of(owners, estimate);
        }

        /** Of a process that remembers nothing. */
        Decision decision() {
            return limiter().reserve(owners, estimate, leaseUntil());
        }

        private Limiter limiter() {
            return new Limiter(store, clock, drawn, Runnable::run);
        }

        private OwnerQuotas owner(Owner owner) {
            var windows = new ArrayList<>(WINDOWS);
            var quotas = IntStream.range(0, drawn.nextInt(3))
                    .mapToObj(_ -> quota(windows.remove(drawn.nextInt(windows.size()))))
                    .toList();
            var inFlight = drawn.nextInt(3) == 0 ? 1 + drawn.nextInt(5) : 0;
            var enforcement = switch (drawn.nextInt(6)) {
                case 0 -> Enforcement.STRICT.with(OnQuotaReach.PASS);
                case 1 -> Enforcement.STRICT.with(Accounting.COUNT_AFTER);
                case 2 -> Enforcement.STRICT;
                default -> Enforcement.STRICT.with(OnQuotaReach.CLAMP);
            };
            var tariff = new Tariff(
                    drawn.nextBoolean() ? TokenWeights.EQUAL : new TokenWeights(100, 1_250, 2_000),
                    Price.of(1_000_000, 2_000_000));
            return new OwnerQuotas(owner, "owner", new Limits(quotas, inFlight, 0), enforcement, tariff);
        }

        private Quota quota(WindowLength window) {
            var limits = new EnumMap<Dimension, Long>(Dimension.class);
            while (limits.isEmpty()) {
                for (var dimension : Dimension.values()) {
                    if (drawn.nextInt(3) == 0) {
                        limits.put(dimension, 1 + drawn.nextLong(dimension == Dimension.REQUEST_COUNT ? 10 : 600));
                    }
                }
            }
            return new Quota(window, limits);
        }

        /** Calls that ended, that are in flight and that died, past every limit; and corrections. */
        private void use() {
            for (var owner : owners) {
                for (var quota : owner.limits().counted()) {
                    var key = new CounterKey(owner.owner(), quota.window().windowAt(clock.instant()));
                    for (var calls = drawn.nextInt(5); calls > 0; calls--) {
                        use(key);
                    }
                }
            }
        }

        private void use(CounterKey key) {
            var amounts = key.window().isInFlight() ? Amounts.ONE_REQUEST : Tariff.PLAIN.most(estimate(100));
            var expiry = clock.instant().plus(Duration.ofMinutes(drawn.nextInt(4) - 2L));
            var lease = new Lease(LeaseId.next(drawn), expiry, amounts);
            store.reserve(key, lease, Map.of());
            if (key.window().isInFlight() || drawn.nextBoolean()) {
                return;
            }
            store.settle(key, lease, amounts);
            var id = new CorrectionId("c" + (10_000_000 + drawn.nextInt(1_000_000)));
            switch (drawn.nextInt(8)) {
                case 0 -> store.reset(key, id);
                case 1 -> store.topUp(key, id, Amounts.of(_ -> drawn.nextLong(50)));
                default -> {}
            }
        }

        private Estimate estimate(int most) {
            var completion = drawn.nextInt(most);
            return new Estimate(drawn.nextInt(most), completion, drawn.nextInt(completion + 1));
        }
    }
}
