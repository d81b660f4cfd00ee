package dev.tollgate.testkit.simulation;

import dev.tollgate.core.counter.CounterKey;
import dev.tollgate.core.counter.CounterState;
import dev.tollgate.core.counter.Counters;
import dev.tollgate.core.counter.Lease;
import dev.tollgate.core.counter.ReserveOutcome;
import dev.tollgate.core.quota.Amounts;
import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.store.StoreException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Faults of what a process makes of the store's operations. */
enum ClientFault implements Fault {
    SETTLES_IN_THE_WINDOW_OF_NOW(Check.TOLD_THE_TRUTH) {
        @Override
        public Counters counters(Counters counters, InstantSource clock, Scenario scenario) {
            return new ForwardingCounters(counters) {
                @Override
                public boolean settle(CounterKey key, Lease lease, Amounts used) {
                    var now = key.window().rule().windowAt(clock.instant());
                    return super.settle(new CounterKey(key.owner(), now, key.shard()), lease, used);
                }
            };
        }
    },
    SETTLES_WHAT_WAS_RESERVED(Check.USED_IS_WHAT_THE_PROVIDER_SAYS) {
        @Override
        public Counters counters(Counters counters, InstantSource clock, Scenario scenario) {
            return new ForwardingCounters(counters) {
                @Override
                public boolean settle(CounterKey key, Lease lease, Amounts used) {
                    return super.settle(key, lease, lease.reserved());
                }
            };
        }
    },
    LEASES_RUN_OUT_TOO_EARLY(Check.THE_LIVING_ARE_NOT_BURIED) {
        @Override
        public Duration lease(Duration lease) {
            return lease.minus(Scenario.LEASE_MARGIN).minusSeconds(15);
        }
    },
    EVERY_SHARD_HOLDS_THE_WHOLE_LIMIT(Check.LIMIT_IS_HELD) {
        @Override
        public Counters counters(Counters counters, InstantSource clock, Scenario scenario) {
            return new ForwardingCounters(counters) {
                @Override
                public ReserveOutcome reserve(CounterKey key, Lease lease, Map<Dimension, Long> limits) {
                    var whole = new TreeMap<Dimension, Long>(limits);
                    whole.replaceAll((_, share) -> share * shards(scenario, key));
                    return super.reserve(key, lease, whole);
                }
            };
        }
    },
    RESERVED_IS_TAKEN_FOR_USED(Check.REFUSED_FOR_A_REASON) {
        @Override
        public Counters counters(Counters counters, InstantSource clock, Scenario scenario) {
            return new ForwardingCounters(counters) {
                @Override
                public ReserveOutcome reserve(CounterKey key, Lease lease, Map<Dimension, Long> limits) {
                    var outcome = super.reserve(key, lease, limits);
                    var state = outcome.state();
                    return outcome instanceof ReserveOutcome.Refused
                            ? new ReserveOutcome.Refused(new CounterState(
                                    state.committed(), state.committed(), state.assumed(), state.leases()))
                            : outcome;
                }
            };
        }
    },
    UNKNOWN_IS_TAKEN_FOR_NO(Check.TOLD_THE_TRUTH) {
        @Override
        public Counters network(Counters network) {
            return new ForwardingCounters(network) {
                @Override
                public ReserveOutcome reserve(CounterKey key, Lease lease, Map<Dimension, Long> limits) {
                    try {
                        return super.reserve(key, lease, limits);
                    } catch (StoreException.Unknown e) {
                        throw new StoreException.Unavailable("so it did not happen", e);
                    }
                }
            };
        }
    },
    THE_DEAD_KEEP_THEIR_SLOTS(Check.NOTHING_IS_RESERVED_AT_REST) {
        @Override
        public Counters counters(Counters counters, InstantSource clock, Scenario scenario) {
            return new ForwardingCounters(counters) {
                @Override
                public ReserveOutcome reserve(CounterKey key, Lease lease, Map<Dimension, Long> limits) {
                    var outcome = super.reserve(key, lease, limits);
                    return key.window().isInFlight() ? withoutLeases(outcome) : outcome;
                }
            };
        }
    },
    WHAT_WAS_TAKEN_IS_NOT_GIVEN_BACK(Check.REFUSED_KEEPS_NOTHING) {
        @Override
        public Counters counters(Counters counters, InstantSource clock, Scenario scenario) {
            return new ForwardingCounters(counters) {
                @Override
                public boolean release(CounterKey key, Lease lease) {
                    return true;
                }
            };
        }
    };

    private final Check caughtBy;

    ClientFault(Check caughtBy) {
        this.caughtBy = caughtBy;
    }

    Check caughtBy() {
        return caughtBy;
    }

    private static long shards(Scenario scenario, CounterKey key) {
        var limits = scenario.quotas(key.owner()).limits();
        return limits.counted().stream()
                .filter(quota -> quota.window().equals(key.window().rule()))
                .mapToLong(quota -> limits.shardsOf(quota).count())
                .sum();
    }

    private static ReserveOutcome withoutLeases(ReserveOutcome outcome) {
        var state = outcome.state();
        var changed = new CounterState(state.committed(), state.used(), state.assumed(), List.of());
        return switch (outcome) {
            case ReserveOutcome.Reserved _ -> new ReserveOutcome.Reserved(changed);
            case ReserveOutcome.Refused _ -> new ReserveOutcome.Refused(changed);
        };
    }
}
