package dev.tollgate.core.limit;

import dev.tollgate.core.counter.CounterKey;
import dev.tollgate.core.counter.CounterState;
import dev.tollgate.core.quota.Quota;
import dev.tollgate.core.store.StoreException;
import java.util.List;

/** How one window answered one call. */
sealed interface Attempt {
    /** The counter that was asked. */
    CounterKey key();

    /** It holds the reservation. */
    record Held(CounterKey key, OwnerQuotas owner, Quota quota, CounterState state) implements Attempt {}

    /** It refused, and changed nothing. */
    record Full(CounterKey key, OwnerQuotas owner, Quota quota, CounterState state) implements Attempt {}

    /** It did not answer; whether it holds the reservation is open unless the store was certain. */
    record Failed(CounterKey key, StoreException cause) implements Attempt {}

    /** Where this window's limits stand, empty where it did not answer. */
    default List<QuotaState> quotas() {
        return switch (this) {
            case Held held -> held.owner.states(held.quota, held.key.window(), held.state);
            case Full full -> full.owner.states(full.quota, full.key.window(), full.state);
            case Failed _ -> List.of();
        };
    }

    /** Whether the reservation may be in this counter. */
    default boolean mayHold() {
        return switch (this) {
            case Held _ -> true;
            case Full _ -> false;
            case Failed failed -> !(failed.cause instanceof StoreException.Unavailable);
        };
    }
}
