package dev.tollgate.core.report;

import dev.tollgate.core.counter.CounterState;
import dev.tollgate.core.quota.WindowLength;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/** Sums windows up to longer ones. */
public final class Totals {
    private Totals() {}

    /**
     * What was used in each longer window, in the order of time. A window counts for the longer one that it starts in, so sums are
     * exact where the longer windows are made of whole shorter ones.
     *
     * @param windows of one owner and one kind, in any order
     */
    public static List<WindowUsage> in(WindowLength longer, Collection<WindowUsage> windows) {
        var sums = new TreeMap<Instant, CounterState>();
        windows.forEach(usage ->
                sums.merge(longer.windowAt(usage.window().start()).start(), usage.state(), CounterState::plus));
        return windows.stream()
                .findFirst()
                .map(any -> Windows.of(any.owner(), longer, sums))
                .orElse(List.of());
    }
}
