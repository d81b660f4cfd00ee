package dev.tollgate.core.counter;

/** What {@link Counters#reserve} came to; either way with the counter's state at that moment. */
public sealed interface ReserveOutcome {
    /** The counter's state: after the reservation, or as it stood when it refused. */
    CounterState state();

    /** The amounts are booked and the lease is set. */
    record Reserved(CounterState state) implements ReserveOutcome {}

    /** Nothing was changed: a limit would have been exceeded. */
    record Refused(CounterState state) implements ReserveOutcome {}
}
