package dev.tollgate.testkit.model;

import dev.tollgate.core.counter.CorrectionId;
import dev.tollgate.core.counter.CorrectionOutcome;
import dev.tollgate.core.counter.CounterCorrections;
import dev.tollgate.core.counter.CounterKey;
import dev.tollgate.core.counter.CounterState;
import dev.tollgate.core.counter.Counters;
import dev.tollgate.core.counter.Lease;
import dev.tollgate.core.counter.ReserveOutcome;
import dev.tollgate.core.quota.Amounts;
import dev.tollgate.core.quota.Dimension;
import java.util.Comparator;
import java.util.Map;
import java.util.function.IntFunction;

/** One thing asked of a counter, which is named by its number: the same operations can be replayed for other owners. */
sealed interface Operation {
    /** Does it, and tells the answer in a form that can be compared. */
    Object on(Store store, IntFunction<CounterKey> keys);

    /**
     * What is asked.
     *
     * @param corrections of the same counters
     */
    record Store(Counters counters, CounterCorrections corrections) {}

    record Reserve(int counter, Lease lease, Map<Dimension, Long> limits) implements Operation {
        @Override
        public Object on(Store store, IntFunction<CounterKey> keys) {
            return switch (store.counters().reserve(keys.apply(counter), lease, limits)) {
                case ReserveOutcome.Reserved(var state) -> new ReserveOutcome.Reserved(inOrder(state));
                case ReserveOutcome.Refused(var state) -> new ReserveOutcome.Refused(inOrder(state));
            };
        }
    }

    record Settle(int counter, Lease lease, Amounts used) implements Operation {
        @Override
        public Object on(Store store, IntFunction<CounterKey> keys) {
            return store.counters().settle(keys.apply(counter), lease, used);
        }
    }

    record Release(int counter, Lease lease) implements Operation {
        @Override
        public Object on(Store store, IntFunction<CounterKey> keys) {
            return store.counters().release(keys.apply(counter), lease);
        }
    }

    record Expire(int counter, Lease lease) implements Operation {
        @Override
        public Object on(Store store, IntFunction<CounterKey> keys) {
            return store.counters().expire(keys.apply(counter), lease);
        }
    }

    record Reset(int counter, CorrectionId id) implements Operation {
        @Override
        public Object on(Store store, IntFunction<CounterKey> keys) {
            return inOrder(store.corrections().reset(keys.apply(counter), id));
        }
    }

    record TopUp(int counter, CorrectionId id, Amounts granted) implements Operation {
        @Override
        public Object on(Store store, IntFunction<CounterKey> keys) {
            return inOrder(store.corrections().topUp(keys.apply(counter), id, granted));
        }
    }

    record Read(int counter) implements Operation {
        @Override
        public Object on(Store store, IntFunction<CounterKey> keys) {
            return store.counters().read(keys.apply(counter)).map(Operation::inOrder);
        }
    }

    private static CorrectionOutcome inOrder(CorrectionOutcome outcome) {
        return switch (outcome) {
            case CorrectionOutcome.Applied(var state) -> new CorrectionOutcome.Applied(inOrder(state));
            case CorrectionOutcome.TooMany(var state) -> new CorrectionOutcome.TooMany(inOrder(state));
        };
    }

    /** A store keeps leases in whatever order. */
    private static CounterState inOrder(CounterState state) {
        var leases = state.leases().stream()
                .sorted(Comparator.comparing(lease -> lease.id().text()))
                .toList();
        return new CounterState(state.committed(), state.used(), state.assumed(), leases, state.credits());
    }
}
