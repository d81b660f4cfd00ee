package dev.tollgate.core.report;

import dev.tollgate.core.counter.CounterState;
import dev.tollgate.core.counter.Owner;
import dev.tollgate.core.quota.Window;
import dev.tollgate.core.quota.WindowLength;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Windows of the past, made of their starts. */
final class Windows {
    private Windows() {}

    /** As the counters say it. */
    static List<WindowUsage> of(
            Owner owner, WindowLength length, SortedMap<Instant, CounterState> byStart, Instant now) {
        return byStart.entrySet().stream()
                .map(entry -> WindowUsage.at(now, owner, from(length, entry.getKey()), Map.of(), entry.getValue()))
                .toList();
    }

    /** As it was worked out. */
    static List<WindowUsage> of(Owner owner, WindowLength length, SortedMap<Instant, CounterState> byStart) {
        return byStart.entrySet().stream()
                .map(entry -> new WindowUsage(owner, from(length, entry.getKey()), Map.of(), entry.getValue()))
                .toList();
    }

    /** The start stands, even where today's windows begin at other moments, because the time zone was another one. */
    private static Window from(WindowLength length, Instant start) {
        return new Window(length, start, length.windowAt(start).end());
    }
}
