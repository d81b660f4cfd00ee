package dev.tollgate.core.report;

import dev.tollgate.core.counter.CounterKey;
import dev.tollgate.core.counter.Owner;
import dev.tollgate.core.quota.Limits;
import dev.tollgate.core.quota.Quota;
import dev.tollgate.core.quota.Window;
import dev.tollgate.core.quota.WindowRule;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * An owner and the limits it is held to now.
 *
 * @param owner whose counters they are
 * @param limits how much, and into how many counters its windows are split
 */
public record LimitedOwner(Owner owner, Limits limits) {
    /** The quota in windows of this kind, empty where there is none: then nothing is counted in them. */
    Optional<Quota> quota(WindowRule rule) {
        return limits.counted().stream()
                .filter(quota -> quota.window().equals(rule))
                .findFirst();
    }

    /** The counters of a quota's window. */
    List<CounterKey> counters(Quota quota, Window window) {
        return IntStream.range(0, limits.shardsOf(quota).count())
                .mapToObj(shard -> new CounterKey(owner, window, shard))
                .toList();
    }
}
