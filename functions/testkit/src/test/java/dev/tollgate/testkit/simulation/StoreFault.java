package dev.tollgate.testkit.simulation;

import dev.tollgate.core.counter.CounterKey;
import dev.tollgate.core.counter.CounterState;
import dev.tollgate.core.counter.Counters;
import dev.tollgate.core.counter.Lease;
import dev.tollgate.core.counter.ReserveOutcome;
import dev.tollgate.core.quota.Amounts;
import dev.tollgate.core.quota.Dimension;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Faults of what a store does: each would be a mistake in an expression of the counter table. */
enum StoreFault implements Fault {
    NO_LIMIT_IS_CHECKED(Check.LIMIT_IS_HELD, _ -> new AlterableCounters() {
        @Override
        boolean fits(Dimension dimension, long committed, long reserved, long limit) {
            return true;
        }
    }),
    ONE_TOO_MANY_FITS(Check.LIMIT_IS_HELD, _ -> new AlterableCounters() {
        @Override
        boolean fits(Dimension dimension, long committed, long reserved, long limit) {
            return committed + reserved <= limit + 1;
        }
    }),
    ONE_TOO_FEW_FITS(Check.REFUSED_FOR_A_REASON, _ -> new AlterableCounters() {
        @Override
        boolean fits(Dimension dimension, long committed, long reserved, long limit) {
            return committed + reserved < limit;
        }
    }),
    COST_IS_NOT_CHECKED(Check.LIMIT_IS_HELD, _ -> new AlterableCounters() {
        @Override
        boolean fits(Dimension dimension, long committed, long reserved, long limit) {
            return dimension == Dimension.COST || committed + reserved <= limit;
        }
    }),
    /** Committed is compared before the call is added to it. */
    THE_CALL_ITSELF_IS_NOT_CHECKED(Check.LIMIT_IS_HELD, _ -> new AlterableCounters() {
        @Override
        boolean fits(Dimension dimension, long committed, long reserved, long limit) {
            return committed <= limit;
        }
    }),
    A_SECOND_RESERVE_COUNTS_AGAIN(Check.COUNTED_ONCE, _ -> new AlterableCounters() {
        @Override
        public ReserveOutcome reserve(CounterKey key, Lease lease, Map<Dimension, Long> limits) {
            if (isSet(state(key), lease)) {
                put(
                        key,
                        with(
                                state(key),
                                state(key).committed().plus(lease.reserved()),
                                state(key).used(),
                                0));
            }
            return super.reserve(key, lease, limits);
        }
    }),
    A_SECOND_SETTLE_COUNTS_AGAIN(Check.COUNTED_ONCE, _ -> new AlterableCounters() {
        @Override
        public boolean settle(CounterKey key, Lease lease, Amounts used) {
            if (!isSet(state(key), lease)) {
                put(
                        key,
                        with(
                                state(key),
                                state(key).committed().plus(used),
                                state(key).used().plus(used),
                                0));
                return true;
            }
            return super.settle(key, lease, used);
        }
    }),
    A_SETTLE_LEAVES_ITS_LEASE(Check.COUNTED_ONCE, _ -> new AlterableCounters() {
        @Override
        List<Lease> without(List<Lease> leases, Lease lease) {
            return leases;
        }

        @Override
        CounterState settled(CounterState state, Lease lease, Amounts used) {
            return with(state, state.committed().plus(used), state.used().plus(used), 0);
        }
    }),
    A_RELEASE_GIVES_BACK_TWICE(Check.COUNTED_ONCE, _ -> new AlterableCounters() {
        @Override
        CounterState released(CounterState state, Lease lease) {
            return with(state, lessTwice(state.committed(), lease.reserved()), state.used(), 0);
        }
    }),
    A_RELEASE_KEEPS_THE_REQUEST(Check.COUNTED_ONCE, _ -> new AlterableCounters() {
        @Override
        CounterState released(CounterState state, Lease lease) {
            return settled(state, lease, Amounts.ONE_REQUEST);
        }
    }),
    A_SETTLE_DOES_NOT_COUNT_AS_USED(Check.USED_IS_WHAT_THE_PROVIDER_SAYS, _ -> new AlterableCounters() {
        @Override
        CounterState settled(CounterState state, Lease lease, Amounts used) {
            return with(state, state.committed().minus(lease.reserved()).plus(used), state.used(), 0);
        }
    }),
    A_SETTLE_DOES_NOT_CORRECT(Check.NOTHING_IS_RESERVED_AT_REST, _ -> new AlterableCounters() {
        @Override
        CounterState settled(CounterState state, Lease lease, Amounts used) {
            return with(state, state.committed(), state.used().plus(used), 0);
        }

        @Override
        CounterState released(CounterState state, Lease lease) {
            return super.settled(state, lease, Amounts.NONE);
        }
    }),
    A_REFUSAL_KEEPS_THE_AMOUNT(Check.NOTHING_IS_RESERVED_AT_REST, _ -> new AlterableCounters() {
        @Override
        CounterState refused(CounterState state, Lease lease) {
            return with(state, state.committed().plus(lease.reserved()), state.used(), 0);
        }
    }),
    AN_EXPIRY_GIVES_BACK(Check.USED_IS_WHAT_THE_PROVIDER_SAYS, _ -> new AlterableCounters() {
        @Override
        CounterState expired(CounterState state, Lease lease) {
            return released(state, lease);
        }
    }),
    /** As if leases were deleted by time to live: whatever they had reserved is free again, and nobody says so. */
    A_LEASE_IS_FORGOTTEN_WITH_TIME(Check.NOTHING_IS_FORGOTTEN, clock -> new AlterableCounters() {
        @Override
        CounterState state(CounterKey key) {
            var state = super.state(key);
            for (var lease : state.leases()) {
                if (lease.isExpired(clock.instant())) {
                    var rest = released(state, lease);
                    state = new CounterState(
                            rest.committed(), rest.used(), rest.assumed(), without(rest.leases(), lease));
                }
            }
            return state;
        }
    });

    private final Check caughtBy;

    @SuppressWarnings("ImmutableEnumChecker") // The functions have no state.
    private final Function<InstantSource, Counters> store;

    StoreFault(Check caughtBy, Function<InstantSource, Counters> store) {
        this.caughtBy = caughtBy;
        this.store = store;
    }

    Check caughtBy() {
        return caughtBy;
    }

    @Override
    public Counters store(Counters right, InstantSource clock) {
        return store.apply(clock);
    }

    private static Amounts lessTwice(Amounts amounts, Amounts less) {
        return new Amounts(
                Math.max(0, amounts.requestCount() - 2 * less.requestCount()),
                Math.max(0, amounts.promptTokenCount() - 2 * less.promptTokenCount()),
                Math.max(0, amounts.completionTokenCount() - 2 * less.completionTokenCount()),
                Math.max(0, amounts.totalTokenCount() - 2 * less.totalTokenCount()),
                Math.max(0, amounts.cost() - 2 * less.cost()));
    }
}
