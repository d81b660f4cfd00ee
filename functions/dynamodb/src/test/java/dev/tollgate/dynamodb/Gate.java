package dev.tollgate.dynamodb;

import dev.tollgate.core.counter.CounterKey;
import dev.tollgate.core.counter.CounterState;
import dev.tollgate.core.counter.Counters;
import dev.tollgate.core.counter.Owner;
import dev.tollgate.core.limit.Decision;
import dev.tollgate.core.limit.Limiter;
import dev.tollgate.core.limit.OwnerQuotas;
import dev.tollgate.core.quota.Enforcement;
import dev.tollgate.core.quota.Limits;
import dev.tollgate.core.quota.OnStoreFailure;
import dev.tollgate.core.quota.Quota;
import dev.tollgate.core.quota.Window;
import dev.tollgate.core.quota.WindowLength;
import dev.tollgate.core.quota.WindowUnit;
import dev.tollgate.core.usage.Estimate;
import dev.tollgate.core.usage.Price;
import dev.tollgate.core.usage.Tariff;
import dev.tollgate.core.usage.TokenWeights;
import dev.tollgate.testkit.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * What stands between a caller and a provider in one process: a limiter on the real counters, and the limits of a
 * subscription that nobody else uses.
 */
record Gate(Limiter limiter, Counters counters, OwnerQuotas owner, SettableClock clock) {
    static final WindowLength MINUTE = new WindowLength(1, WindowUnit.MINUTE);

    /** 10 millionths of the currency for each token. */
    static final Tariff TARIFF = new Tariff(TokenWeights.EQUAL, Price.of(10_000_000, 10_000_000));

    static final Duration LEASE = Duration.ofMinutes(16);

    /** A gate for a new subscription; everything that one call does, it does on the caller's thread. */
    static Gate of(DynamoDbClient client, Limits limits, OnStoreFailure onStoreFailure) {
        var id = UUID.randomUUID().toString();
        var owner = new OwnerQuotas(
                new Owner.OfSubscription(id), "plan", limits, Enforcement.STRICT.with(onStoreFailure), TARIFF);
        return of(client, owner, new SettableClock("2026-11-20T10:00:45Z"), Runnable::run);
    }

    static Gate of(DynamoDbClient client, Limits limits) {
        return of(client, limits, OnStoreFailure.DENY);
    }

    /** Another process for the same subscription. */
    Gate another(DynamoDbClient client, Executor executor) {
        return of(client, owner, clock, executor);
    }

    private static Gate of(DynamoDbClient client, OwnerQuotas owner, SettableClock clock, Executor executor) {
        var counters = new DynamoCounters(client, DynamoDbLocalServer.COUNTERS);
        return new Gate(new Limiter(counters, clock, new Random(), executor), counters, owner, clock);
    }

    Decision reserve(Estimate call) {
        return limiter.reserve(List.of(owner), call, clock.instant().plus(LEASE));
    }

    /** What is counted in a quota's present window. */
    CounterState counted(Quota quota) {
        return counted(quota, quota.window().windowAt(clock.instant()));
    }

    /** What is counted in one of a quota's windows, in all its shards together. */
    CounterState counted(Quota quota, Window window) {
        return IntStream.range(0, owner.limits().shardsOf(quota).count())
                .mapToObj(shard -> counters.read(new CounterKey(owner.owner(), window, shard)))
                .flatMap(Optional::stream)
                .reduce(CounterState.EMPTY, CounterState::plus);
    }
}
