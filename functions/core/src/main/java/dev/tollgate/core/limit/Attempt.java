package dev.tollgate.core.limit;

import dev.tollgate.core.counter.CounterState;
import dev.tollgate.core.store.StoreException;
import java.util.List;

/** How one quota answered one call. */
sealed interface Attempt {
    /** What was asked. */
    Claim claim();

    /**
     * A shard holds the reservation.
     *
     * @param state that shard's, after it
     */
    record Held(Claim claim, int shard, CounterState state) implements Attempt {
        Hold hold() {
            return new Hold(claim, shard, true);
        }
    }

    /** Every shard refused, and changed nothing. */
    record Full(ShardStates shards) implements Attempt {
        @Override
        public Claim claim() {
            return shards.claim();
        }
    }

    /**
     * A shard did not answer; whether it holds the reservation is open unless the store was certain.
     *
     * @param letThrough whether the call may pass all the same
     */
    record Failed(Claim claim, int shard, StoreException cause, boolean letThrough) implements Attempt {
        boolean mayHold() {
            return cause instanceof StoreException.Unknown;
        }

        /** What may be there, and may not. */
        Hold hold() {
            return new Hold(claim, shard, false);
        }
    }

    /**
     * Where this quota's limits stand, empty where it did not answer. Shards that were not asked are taken to be as full as the
     * one that was.
     */
    default List<QuotaState> quotas() {
        return switch (this) {
            case Held held ->
                held.claim.states(dimension ->
                        held.state.charged(dimension) * held.claim.shards().count());
            case Full full -> full.shards.quotas();
            case Failed _ -> List.of();
        };
    }

    /** Whether the call may pass, as far as this quota goes. */
    default boolean passes() {
        return switch (this) {
            case Held _ -> true;
            case Full _ -> false;
            case Failed failed -> failed.letThrough;
        };
    }
}
