package dev.tollgate.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.core.counter.CounterKey;
import dev.tollgate.core.counter.CounterState;
import dev.tollgate.core.counter.Lease;
import dev.tollgate.core.counter.LeaseId;
import dev.tollgate.core.counter.Owner;
import dev.tollgate.core.limit.Decision;
import dev.tollgate.core.limit.Limiter;
import dev.tollgate.core.limit.OwnerQuotas;
import dev.tollgate.core.quota.Amounts;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.Enforcement;
import dev.tollgate.core.quota.InFlight;
import dev.tollgate.core.quota.Limits;
import dev.tollgate.core.quota.Quota;
import dev.tollgate.core.quota.WindowLength;
import dev.tollgate.core.quota.WindowUnit;
import dev.tollgate.core.store.StoreException;
import dev.tollgate.core.usage.Estimate;
import dev.tollgate.core.usage.Tariff;
import dev.tollgate.core.usage.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * What the tests of core's limiter share: a clock, counters in memory that can be told to fail, a plan and a call. They stand
 * here because core can see no store. All that a call does at once is done one after another, so that nothing is left to
 * chance.
 */
abstract class LimiterFixture {
    static final Owner SUBSCRIPTION = new Owner.OfSubscription("app");
    static final Owner BACKEND = new Owner.OfBackend("openai");
    static final Estimate TEN_TOKENS = new Estimate(4, 6);

    final SettableClock clock = new SettableClock("2026-11-20T10:00:30Z");
    final InMemoryCounters counters = new InMemoryCounters();
    final FaultyCounters store = new FaultyCounters(counters);
    final Random random = new Random(3);
    final Limiter limiter = new Limiter(store, clock, random, Runnable::run);

    final StoreException unavailable = new StoreException.Unavailable("down", new Exception());
    final StoreException throttled = new StoreException.Throttled("too much at once", new Exception());

    /** Asks for a call of ten tokens. */
    final Decision reserve(OwnerQuotas... owners) {
        return reserve(TEN_TOKENS, owners);
    }

    final Decision reserve(Estimate estimate, OwnerQuotas... owners) {
        return limiter.reserve(List.of(owners), estimate, leaseUntil());
    }

    final Instant leaseUntil() {
        return clock.instant().plus(Duration.ofMinutes(16));
    }

    /** Counts what another call uses, past every limit. */
    final void useElsewhere(CounterKey key, Amounts used) {
        var lease = reserveElsewhere(key, used);
        counters.settle(key, lease, used);
    }

    /** Counts what another call reserves, past every limit. */
    final Lease reserveElsewhere(CounterKey key, Amounts reserved) {
        var lease = new Lease(LeaseId.next(random), leaseUntil(), reserved);
        counters.reserve(key, lease, Map.of());
        return lease;
    }

    final CounterKey key(Owner owner, Quota quota) {
        return key(owner, quota, 0);
    }

    final CounterKey key(Owner owner, Quota quota, int shard) {
        return new CounterKey(owner, quota.window().windowAt(clock.instant()), shard);
    }

    final CounterKey inFlight(Owner owner) {
        return new CounterKey(owner, new InFlight().windowAt(clock.instant()));
    }

    /** What the subscription's counter says in the window of this moment. */
    final CounterState state(Quota quota) {
        return state(key(SUBSCRIPTION, quota));
    }

    final CounterState state(CounterKey key) {
        return counters.read(key).orElse(CounterState.EMPTY);
    }

    static CounterState settled(Amounts used) {
        return new CounterState(used, used, 0, List.of());
    }

    static Amounts tokens(long requests, long prompt, long completion) {
        return new Amounts(requests, prompt, completion, prompt + completion, 0);
    }

    static Usage used(long prompt, long completion) {
        return new Usage(prompt, completion, 0, 0, 0, 0, Usage.Source.PROVIDER);
    }

    static Decision.Admitted admitted(Decision decision) {
        assertThat(decision).isInstanceOf(Decision.Admitted.class);
        return (Decision.Admitted) decision;
    }

    static Decision.Refused refused(Decision decision) {
        assertThat(decision).isInstanceOf(Decision.Refused.class);
        return (Decision.Refused) decision;
    }

    static OwnerQuotas plan(Quota... quotas) {
        return plan(Enforcement.STRICT, quotas);
    }

    static OwnerQuotas plan(Enforcement enforcement, Quota... quotas) {
        return plan(enforcement, Limits.of(quotas));
    }

    static OwnerQuotas plan(Enforcement enforcement, Limits limits) {
        return new OwnerQuotas(SUBSCRIPTION, "plan AIGold", limits, enforcement, Tariff.PLAIN);
    }

    static OwnerQuotas backend(Enforcement enforcement, Quota... quotas) {
        return new OwnerQuotas(BACKEND, "backend openai", Limits.of(quotas), enforcement, Tariff.PLAIN);
    }

    static Quota minute(Dimension dimension, long limit) {
        return quota(1, WindowUnit.MINUTE, dimension, limit);
    }

    static Quota quota(int unitTime, WindowUnit unit, Dimension dimension, long limit) {
        return new Quota(new WindowLength(unitTime, unit), Map.of(dimension, limit));
    }
}
