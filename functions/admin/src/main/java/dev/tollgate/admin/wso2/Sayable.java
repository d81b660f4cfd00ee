package dev.tollgate.admin.wso2;

import dev.tollgate.core.quota.Dimension;
import dev.tollgate.core.quota.Limits;
import dev.tollgate.core.quota.Quota;
import dev.tollgate.core.quota.WindowLength;
import dev.tollgate.core.quota.WindowUnit;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What WSO2's model has room for of a plan's limits: one quota, and beside it a number of requests in one second, minute, hour or
 * day, which it calls burst control. Immutable.
 *
 * @param main the {@code defaultLimit}, empty where nothing can be said
 * @param burst of requests alone, in one unit of time
 */
record Sayable(Optional<Quota> main, Optional<Quota> burst) {
    /** The units of time that the model knows. */
    static final List<WindowUnit> UNITS =
            List.of(WindowUnit.SECOND, WindowUnit.MINUTE, WindowUnit.HOUR, WindowUnit.DAY);

    private static final Set<Dimension> REQUESTS = Set.of(Dimension.REQUEST_COUNT);

    /** Of two quotas that could both be the burst the shorter one is: so the order in which they are kept means nothing. */
    static Sayable of(Limits limits) {
        var quotas = limits.quotas().stream()
                .flatMap(quota -> sayable(quota).stream())
                .toList();
        var burst = quotas.stream()
                .filter(quota -> quotas.size() > 1 && isBurst(quota))
                .min(Comparator.comparing(quota -> length(quota).timeUnit()));
        var main = quotas.stream()
                .filter(quota -> !Optional.of(quota).equals(burst))
                .findFirst();
        return new Sayable(main, burst);
    }

    /** Both. */
    List<Quota> quotas() {
        return Stream.of(main, burst).flatMap(Optional::stream).toList();
    }

    /** Whether a quota limits requests alone. */
    static boolean isOfRequestsAlone(Quota quota) {
        return quota.limits().keySet().equals(REQUESTS);
    }

    /** Its window: limits keep the calls in flight apart from their quotas. */
    static WindowLength length(Quota quota) {
        if (quota.window() instanceof WindowLength length) {
            return length;
        }
        throw new IllegalStateException(
                "no window of a quota: " + quota.window().id());
    }

    private static Optional<Quota> sayable(Quota quota) {
        var limits = new EnumMap<Dimension, Long>(quota.limits());
        limits.remove(Dimension.COST);
        var length = length(quota);
        return limits.isEmpty()
                        || !UNITS.contains(length.timeUnit())
                        || !length.timeZone().equals(ZoneOffset.UTC)
                ? Optional.empty()
                : Optional.of(new Quota(length, limits));
    }

    private static boolean isBurst(Quota quota) {
        return isOfRequestsAlone(quota)
                && length(quota).unitTime() == 1
                && quota.limit(Dimension.REQUEST_COUNT).orElseThrow() <= Integer.MAX_VALUE;
    }
}
