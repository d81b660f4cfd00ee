package dev.tollgate.core.counter;

/** What a correction of a counter came to; either way with the counter's state after it. */
public sealed interface CorrectionOutcome {
    /** The counter's state. */
    CounterState state();

    /** It is in the counter: now, or since an earlier time. */
    record Applied(CounterState state) implements CorrectionOutcome {}

    /** Nothing was changed: the window has been corrected as often as it may be. */
    record TooMany(CounterState state) implements CorrectionOutcome {}
}
