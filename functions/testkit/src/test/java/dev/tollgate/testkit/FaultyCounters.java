package dev.tollgate.testkit;

import dev.tollgate.core.counter.CounterKey;
import dev.tollgate.core.counter.CounterState;
import dev.tollgate.core.counter.Counters;
import dev.tollgate.core.counter.Lease;
import dev.tollgate.core.counter.ReserveOutcome;
import dev.tollgate.core.quota.Amounts;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.store.StoreException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Counters that can be told to fail before a write, or after it, so that only its reply is lost. Remembers every write. */
final class FaultyCounters implements Counters {
    private final Counters counters;
    private final List<Write> writes = new CopyOnWriteArrayList<>();
    private volatile Consumer<Write> before = FaultyCounters::doNothing;
    private volatile Consumer<Write> after = FaultyCounters::doNothing;

    FaultyCounters(Counters counters) {
        this.counters = counters;
    }

    enum Operation {
        RESERVE,
        SETTLE,
        RELEASE,
        EXPIRE
    }

    record Write(Operation operation, CounterKey key) {
        static Predicate<Write> any() {
            return _ -> true;
        }

        static Predicate<Write> is(Operation operation) {
            return write -> write.operation == operation;
        }
    }

    /** Every write that was asked for, those that failed too. */
    List<Write> writes() {
        return List.copyOf(writes);
    }

    /** Does this before every write; it may throw. */
    void before(Consumer<Write> action) {
        before = action;
    }

    /** Does not do these writes, and says so in this way. */
    void fail(StoreException failure, Predicate<Write> which) {
        before = failing(failure, which);
    }

    /** Does these writes, and loses their replies. */
    void loseReplies(Predicate<Write> which) {
        after = failing(new StoreException.Unknown("no reply", new Exception()), which);
    }

    /** Does these writes, and loses the first one's reply. */
    void loseTheFirstReply(Predicate<Write> which) {
        var lost = new AtomicBoolean();
        loseReplies(which.and(_ -> lost.compareAndSet(false, true)));
    }

    /** Works again. */
    void heal() {
        before = FaultyCounters::doNothing;
        after = FaultyCounters::doNothing;
    }

    private static void doNothing(Write write) {}

    private static Consumer<Write> failing(StoreException failure, Predicate<Write> which) {
        return write -> {
            if (which.test(write)) {
                throw failure;
            }
        };
    }

    @Override
    public ReserveOutcome reserve(CounterKey key, Lease lease, Map<Dimension, Long> limits) {
        return write(Operation.RESERVE, key, () -> counters.reserve(key, lease, limits));
    }

    @Override
    public boolean settle(CounterKey key, Lease lease, Amounts used) {
        return write(Operation.SETTLE, key, () -> counters.settle(key, lease, used));
    }

    @Override
    public boolean release(CounterKey key, Lease lease) {
        return write(Operation.RELEASE, key, () -> counters.release(key, lease));
    }

    @Override
    public boolean expire(CounterKey key, Lease lease) {
        return write(Operation.EXPIRE, key, () -> counters.expire(key, lease));
    }

    @Override
    public Optional<CounterState> read(CounterKey key) {
        return counters.read(key);
    }

    private <T> T write(Operation operation, CounterKey key, Supplier<T> action) {
        var write = new Write(operation, key);
        writes.add(write);
        before.accept(write);
        var result = action.get();
        after.accept(write);
        return result;
    }
}
