package dev.tollgate.testkit.simulation;

import dev.tollgate.core.counter.CounterKey;
import dev.tollgate.core.counter.CounterState;
import dev.tollgate.core.counter.Counters;
import dev.tollgate.core.counter.Lease;
import dev.tollgate.core.counter.ReserveOutcome;
import dev.tollgate.core.quota.Amounts;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.store.StoreException;
import java.io.IOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * What lies between one process and the store: every operation takes time, is attempted three times as the SDK does, and may
 * be lost, late, doubled or refused; the process may die at each.
 */
final class SimulatedNetwork implements Counters {
    private static final int ATTEMPTS = 3;
    private static final Duration TIMEOUT = Duration.ofMillis(80);

    private final Counters store;
    private final Scheduler scheduler;
    private final RandomGenerator random;
    private final Scenario.Weather weather;
    private boolean isDead;

    SimulatedNetwork(Counters store, Scheduler scheduler, RandomGenerator random, Scenario.Weather weather) {
        this.store = store;
        this.scheduler = scheduler;
        this.random = random;
        this.weather = weather;
    }

    boolean isDead() {
        return isDead;
    }

    /** Lets time pass for the process, which may find itself dead afterwards. */
    void pause(Duration duration) {
        scheduler.sleep(duration);
        if (isDead) {
            throw new Crash();
        }
    }

    /** A moment at which the process may die. */
    void mayCrash() {
        isDead |= happens(weather.crashes());
        if (isDead) {
            throw new Crash();
        }
    }

    @Override
    public ReserveOutcome reserve(CounterKey key, Lease lease, Map<Dimension, Long> limits) {
        return send(() -> store.reserve(key, lease, limits));
    }

    @Override
    public boolean settle(CounterKey key, Lease lease, Amounts used) {
        return send(() -> store.settle(key, lease, used));
    }

    @Override
    public boolean release(CounterKey key, Lease lease) {
        return send(() -> store.release(key, lease));
    }

    @Override
    public boolean expire(CounterKey key, Lease lease) {
        return send(() -> store.expire(key, lease));
    }

    @Override
    public Optional<CounterState> read(CounterKey key) {
        throw new UnsupportedOperationException("no decision reads");
    }

    private <T> T send(Supplier<T> operation) {
        var isUnknown = false;
        for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
            mayCrash();
            travel();
            var isOut = weather.isOut(scheduler.now());
            if (happens(isOut ? 500 : weather.refusals())) {
                Call.CURRENT.get().hasTrouble = true;
                travel();
            } else if (isOut) {
                Call.CURRENT.get().hasTrouble = true;
                isUnknown = true;
                pause(TIMEOUT);
            } else if (happens(weather.losses())) {
                Call.CURRENT.get().hasTrouble = true;
                isUnknown = true;
                goesWrong(operation);
                pause(TIMEOUT);
            } else {
                var answer = operation.get();
                mayCrash();
                travel();
                return answer;
            }
        }
        throw failure(isUnknown);
    }

    /** In whatever way, no answer arrives in time. */
    private void goesWrong(Supplier<?> operation) {
        var way = random.nextInt(4);
        if (way == 0 || way == 1) {
            deliver(operation);
        }
        if (way == 1 || way == 2) {
            var delay = random.nextLong(1 + weather.longestDelay().toMillis());
            scheduler.after(Duration.ofMillis(delay), () -> deliver(operation));
        }
    }

    /** Does it; nobody hears the answer. */
    private static void deliver(Supplier<?> operation) {
        var _ = operation.get();
    }

    private StoreException failure(boolean isUnknown) {
        var cause = new IOException("simulated");
        if (isUnknown) {
            return new StoreException.Unknown("no answer", cause);
        }
        return random.nextBoolean()
                ? new StoreException.Throttled("too much", cause)
                : new StoreException.Unavailable("not reached", cause);
    }

    private void travel() {
        pause(Duration.of(200 + random.nextInt(3_000), ChronoUnit.MICROS));
    }

    private boolean happens(int outOfAThousand) {
        return outOfAThousand > 0 && random.nextInt(1_000) < outOfAThousand;
    }
}
