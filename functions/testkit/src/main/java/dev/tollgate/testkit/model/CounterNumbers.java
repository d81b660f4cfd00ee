package dev.tollgate.testkit.model;

import dev.tollgate.core.counter.CounterKey;
import dev.tollgate.core.counter.Owner;
import dev.tollgate.core.quota.InFlight;
import dev.tollgate.core.quota.WindowLength;
import dev.tollgate.core.quota.WindowUnit;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * The counters that random operations are for: three owners of different kinds; a window that rolls over twice, a day's that
 * does not, and that of the calls in flight; two shards of each.
 */
record CounterNumbers(List<CounterKey> keys) implements IntFunction<CounterKey> {
    static final Instant NOON = Instant.parse("2026-10-25T12:00:00Z");
    static final Duration MINUTE = Duration.ofMinutes(1);
    static final int COUNT = counters("").size();
    private static final int COUNTERS_OF_AN_OWNER = COUNT / 3;

    /** @param owner what the ids of the owners begin with, so that two runs do not meet in one store */
    static CounterNumbers of(String owner) {
        return new CounterNumbers(counters(owner));
    }

    /** This counter, or one before it where it is of calls in flight: these are not corrected. */
    static int correctable(int number) {
        return number % COUNTERS_OF_AN_OWNER < COUNTERS_OF_AN_OWNER - 2 ? number : number - 2;
    }

    @Override
    public CounterKey apply(int number) {
        return keys.get(number);
    }

    private static List<CounterKey> counters(String id) {
        var minute = new WindowLength(1, WindowUnit.MINUTE);
        var windows = List.of(
                minute.windowAt(NOON),
                minute.windowAt(NOON.plus(MINUTE)),
                minute.windowAt(NOON.plus(MINUTE.multipliedBy(2))),
                new WindowLength(1, WindowUnit.DAY, ZoneId.of("Europe/Berlin")).windowAt(NOON),
                new InFlight().windowAt(NOON));
        var owners =
                List.of(new Owner.OfSubscription(id), new Owner.OfBackend(id), Owner.OfResource.model(id, "gpt-5"));
        var keys = new ArrayList<CounterKey>();
        for (var owner : owners) {
            for (var window : windows) {
                keys.add(new CounterKey(owner, window, 0));
                keys.add(new CounterKey(owner, window, 1));
            }
        }
        return keys;
    }
}
