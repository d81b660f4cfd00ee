package dev.tollgate.core.limit;

import dev.tollgate.core.counter.CounterState;
import dev.tollgate.core.quota.Dimension;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * What the shards of a window said to a call that none of them took, and why.
 *
 * @param claim what was asked
 * @param states of each shard, in their order
 */
record ShardStates(Claim claim, List<CounterState> states) {
    ShardStates {
        states = List.copyOf(states);
    }

    /** Of a window that nobody has asked: not even an untouched one would hold the call. */
    static ShardStates untouched(Claim claim) {
        return new ShardStates(claim, Collections.nCopies(claim.shards().count(), CounterState.EMPTY));
    }

    /** Where the limits stand. */
    List<QuotaState> quotas() {
        return claim.states(this::charged);
    }

    /** Whether a smaller claim on the same window fits into any shard. */
    boolean hasRoomFor(Claim smaller) {
        return shards().anyMatch(shard -> smaller.fits(states.get(shard), shard));
    }

    /** The limits that are in the way in every shard; where there is none, those that are in the way in some. */
    List<Refusal> refusals() {
        var everywhere = refusals(dimension -> !fitsAnywhere(dimension, UnaryOperator.identity()));
        return everywhere.isEmpty() ? refusals(dimension -> !fitsEverywhere(dimension)) : everywhere;
    }

    /** What each limit has room for, and whether that is enough. */
    List<Room> rooms() {
        var inTheWay = hasRoomFor(claim) ? List.<Refusal>of() : refusals();
        var state = states.stream().reduce(CounterState.EMPTY, CounterState::plus);
        return claim.quota().limits().keySet().stream()
                .map(dimension -> new Room(
                        claim.state(dimension, charged(dimension)),
                        state,
                        claim.needed(dimension),
                        claim.largestCall(dimension),
                        inTheWay.stream().noneMatch(refusal -> refusal.quota().dimension() == dimension),
                        claim.stops()))
                .toList();
    }

    private List<Refusal> refusals(Predicate<Dimension> isInTheWay) {
        return claim.quota().limits().keySet().stream()
                .filter(isInTheWay)
                .map(this::refusal)
                .toList();
    }

    private Refusal refusal(Dimension dimension) {
        return new Refusal(
                claim.state(dimension, charged(dimension)),
                Math.max(0, sum(dimension, CounterState::settled)),
                claim.needed(dimension),
                claim.largestCall(dimension),
                cause(dimension));
    }

    private Refusal.Cause cause(Dimension dimension) {
        if (claim.needed(dimension) > claim.largestCall(dimension)) {
            return Refusal.Cause.LARGER_THAN_LIMIT;
        }
        return fitsOnceCallsEnd(dimension) ? Refusal.Cause.CALLS_IN_FLIGHT : Refusal.Cause.USED_UP;
    }

    /** With several shards the whole call must fit into one: another limit may be used up where this one is free. */
    private boolean fitsOnceCallsEnd(Dimension dimension) {
        return states.size() == 1
                ? fitsAnywhere(dimension, CounterState::settled)
                : shards().anyMatch(shard -> claim.fits(states.get(shard).settled(), shard));
    }

    private boolean fitsAnywhere(Dimension dimension, UnaryOperator<CounterState> view) {
        return shards().anyMatch(shard -> claim.fits(view.apply(states.get(shard)), shard, dimension));
    }

    private boolean fitsEverywhere(Dimension dimension) {
        return shards().allMatch(shard -> claim.fits(states.get(shard), shard, dimension));
    }

    private long charged(Dimension dimension) {
        return sum(dimension, UnaryOperator.identity());
    }

    private long sum(Dimension dimension, UnaryOperator<CounterState> view) {
        return states.stream()
                .mapToLong(state -> view.apply(state).charged(dimension))
                .sum();
    }

    private IntStream shards() {
        return IntStream.range(0, states.size());
    }
}
