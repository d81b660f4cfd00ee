package dev.tollgate.core.report;

import dev.tollgate.core.counter.CounterHistory;
import dev.tollgate.core.counter.CounterKey;
import dev.tollgate.core.counter.CounterState;
import dev.tollgate.core.quota.Quota;
import dev.tollgate.core.quota.Window;
import dev.tollgate.core.quota.WindowLength;
import dev.tollgate.core.quota.WindowRule;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What is used, reserved and free, now and over time. Shards are summed up. Thread safe; blocks for the store, one read after
 * another, and throws {@link dev.tollgate.core.store.StoreException}.
 */
public final class UsageReports {
    private final CounterHistory counters;
    private final InstantSource clock;

    /** @param clock says which window is the present one */
    public UsageReports(CounterHistory counters, InstantSource clock) {
        this.counters = counters;
        this.clock = clock;
    }

    private record Wanted(LimitedOwner owner, Quota quota, Window window) {
        List<CounterKey> counters() {
            return owner.counters(quota, window);
        }
    }

    /** The present windows of all that an owner is limited in, that of its calls in flight first. */
    public List<WindowUsage> current(LimitedOwner owner) {
        var now = clock.instant();
        return read(
                owner.limits().counted().stream()
                        .map(quota -> new Wanted(owner, quota, quota.window().windowAt(now)))
                        .toList(),
                now);
    }

    /**
     * The windows of one kind that hold a moment, of many owners, in their order. Owners that are not limited in such windows
     * are left out; others are there even if they used nothing.
     */
    public List<WindowUsage> at(Instant moment, WindowRule rule, List<LimitedOwner> owners) {
        var window = rule.windowAt(moment);
        return read(
                owners.stream()
                        .flatMap(owner -> owner.quota(rule).map(quota -> new Wanted(owner, quota, window)).stream())
                        .toList(),
                clock.instant());
    }

    private List<WindowUsage> read(List<Wanted> all, Instant now) {
        var states = counters.read(
                all.stream().flatMap(wanted -> wanted.counters().stream()).toList());
        return all.stream()
                .map(wanted -> WindowUsage.at(
                        now,
                        wanted.owner().owner(),
                        wanted.window(),
                        wanted.quota().limits(),
                        together(wanted.counters(), states)))
                .toList();
    }

    private static CounterState together(List<CounterKey> shards, Map<CounterKey, CounterState> states) {
        return shards.stream().map(states::get).filter(Objects::nonNull).reduce(CounterState.EMPTY, CounterState::plus);
    }

    /** A page of an owner's windows. It costs a read for each shard, and for each megabyte of them. */
    public UsagePage history(HistoryQuery query) {
        var states = new TreeMap<Instant, CounterState>();
        for (var shard = 0; shard < query.shards(); shard++) {
            counters.windows(query.owner(), query.length(), shard, query.from(), query.until(), query.most() + 1)
                    .forEach((start, state) -> states.merge(start, state, CounterState::plus));
        }
        return page(Windows.of(query.owner(), query.length(), states, clock.instant()), query.most());
    }

    /**
     * A page of longer windows, summed up of an owner's shorter ones: it reads all of these.
     *
     * @param query its length is that of the shorter ones, its page is of longer ones; the first is whole only if the query
     *     starts with it
     */
    public UsagePage totals(HistoryQuery query, WindowLength longer) {
        var sums = List.<WindowUsage>of();
        var next = Optional.of(query.from());
        while (next.isPresent() && sums.size() <= query.most()) {
            var page = history(query.startingAt(next.get()).withPagesOf(HistoryQuery.LARGEST_PAGE));
            sums = Totals.in(
                    longer,
                    Stream.concat(sums.stream(), page.windows().stream()).toList());
            next = page.next();
        }
        return page(sums, query.most());
    }

    /** The first windows; one more than these says that there is a next page, and where it starts. */
    private static UsagePage page(List<WindowUsage> windows, int most) {
        return windows.size() <= most
                ? new UsagePage(windows, Optional.empty())
                : new UsagePage(
                        windows.subList(0, most),
                        Optional.of(windows.get(most).window().start()));
    }
}
