package dev.tollgate.admin.usage;

import dev.tollgate.core.counter.CorrectionId;
import dev.tollgate.core.counter.CorrectionOutcome;
import dev.tollgate.core.counter.CounterCorrections;
import dev.tollgate.core.counter.CounterHistory;
import dev.tollgate.core.counter.CounterKey;
import dev.tollgate.core.counter.CounterState;
import dev.tollgate.core.counter.Credits;
import dev.tollgate.core.quota.Amounts;
import java.util.List;

/**
 * Says how a counter would stand, and corrects nothing. Thread safe.
 *
 * @param counters where it is read
 */
public record DryCorrections(CounterHistory counters) implements CounterCorrections {
    @Override
    public CorrectionOutcome reset(CounterKey key, CorrectionId id) {
        var state = read(key);
        var used = state.used().minus(state.credits().forgiven());
        return new CorrectionOutcome.Applied(state.credited(new Credits(used, Amounts.NONE)));
    }

    @Override
    public CorrectionOutcome topUp(CounterKey key, CorrectionId id, Amounts granted) {
        return new CorrectionOutcome.Applied(read(key).credited(new Credits(Amounts.NONE, granted)));
    }

    private CounterState read(CounterKey key) {
        return counters.read(List.of(key)).getOrDefault(key, CounterState.EMPTY);
    }
}
