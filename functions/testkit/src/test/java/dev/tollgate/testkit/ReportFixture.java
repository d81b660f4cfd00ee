package dev.tollgate.testkit;

import dev.tollgate.core.counter.CounterKey;
import dev.tollgate.core.counter.Lease;
import dev.tollgate.core.counter.LeaseId;
import dev.tollgate.core.counter.Owner;
import dev.tollgate.core.quota.Amounts;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.Limits;
import dev.tollgate.core.quota.Quota;
import dev.tollgate.core.quota.WindowLength;
import dev.tollgate.core.quota.WindowUnit;
import dev.tollgate.core.report.LimitedOwner;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What the tests of core's reports share. They stand here because core can see no store. */
abstract class ReportFixture {
    static final Instant TEN = Instant.parse("2026-11-20T10:00:00Z");
    static final WindowLength MINUTE = new WindowLength(1, WindowUnit.MINUTE);
    static final WindowLength HOUR = new WindowLength(1, WindowUnit.HOUR);
    static final Quota CALLS = new Quota(MINUTE, Map.of(Dimension.REQUEST_COUNT, 100L));
    static final Quota TOKENS = new Quota(HOUR, Map.of(Dimension.TOTAL_TOKEN_COUNT, 1_000L));

    final SettableClock clock = new SettableClock("2026-11-20T10:00:30Z");
    final InMemoryCounters counters = new InMemoryCounters();
    private final Random random = new Random(17);

    static LimitedOwner subscription(String id, int shards, Quota... quotas) {
        return new LimitedOwner(new Owner.OfSubscription(id), new Limits(List.of(quotas), 0, shards));
    }

    static Amounts tokens(long requests, long tokens) {
        return new Amounts(requests, tokens, 0, tokens, 0);
    }

    final CounterKey key(LimitedOwner owner, WindowLength length, Instant moment, int shard) {
        return new CounterKey(owner.owner(), length.windowAt(moment), shard);
    }

    final CounterKey key(LimitedOwner owner, WindowLength length, int shard) {
        return key(owner, length, clock.instant(), shard);
    }

    final void use(CounterKey key, Amounts used) {
        counters.settle(key, reserve(key, used, Duration.ofMinutes(16)), used);
    }

    final Lease reserve(CounterKey key, Amounts reserved, Duration lives) {
        var lease = new Lease(LeaseId.next(random), clock.instant().plus(lives), reserved);
        counters.reserve(key, lease, Map.of());
        return lease;
    }
}
